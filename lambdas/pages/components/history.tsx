import type { Field } from '../../domain/record.ts';
import { formatInstant, formatList } from '../../i18n/format.ts';
import type { PageContext } from '../context.ts';

/** One published version of a record. */
export type PublishedChange = {
  readonly version: number;
  readonly at: string;
  /** The fields it changed; none for the first. */
  readonly fields: readonly Field[];
  /** Who asked to be named for it. */
  readonly credit: string | null;
  /** The reference of the submission it came from. */
  readonly submission: string | null;
};

type Props = { readonly history: readonly PublishedChange[]; readonly context: PageContext };

export function History({ history, context }: Props) {
  const { messages, language } = context;
  const older = (history.at(-1)?.version ?? 1) - 1;
  return (
    <section>
      <h2>{messages.record.history}</h2>
      <ol class="history">
        {history.map((change) => (
          <li key={change.version}>
            <p>
              <strong>{messages.record.version(change.version)}</strong>{' '}
              <time class="quiet" dateTime={change.at}>
                {formatInstant(change.at, language)}
              </time>
            </p>
            <p>{sentences(change, context).join(' ')}</p>
          </li>
        ))}
      </ol>
      {older === 0 ? null : <p class="quiet">{messages.record.older(older)}</p>}
    </section>
  );
}

function sentences(
  { version, fields, credit, submission }: PublishedChange,
  context: PageContext,
): readonly string[] {
  const { record, fields: names } = context.messages;
  const changed = formatList(
    fields.map((field) => names[field]),
    context.language,
  );
  const told = [
    fields.length === 0 ? null : record.changed(changed),
    submission === null ? null : record.corrected(submission),
    credit === null ? null : record.credited(credit),
  ].filter((sentence) => sentence !== null);
  if (told.length > 0) return told;
  return [version === 1 ? record.first : record.around];
}

import type { Change } from '../../domain/documents.ts';
import { fields as allFields } from '../../domain/record.ts';
import type { Edited, Verdicts } from '../../domain/submission.ts';
import type { Words } from '../../i18n/value-lines.ts';
import { OldAndNew, PlainValue } from './old-and-new.tsx';

type Props = {
  readonly changes: readonly Change[];
  readonly verdicts?: Verdicts;
  /** Whether it is a new project, of which nothing was known before. */
  readonly proposed?: boolean;
  /** What was published in the place of what was sent. */
  readonly edited?: Edited;
  readonly words: Words;
  /** Heading level of the field names: 2 below the page's title, 3 below a section's. */
  readonly heading: 'h2' | 'h3';
};

/** The changes of a submission, old and new, each with what was decided once it was. */
export function Changes({
  changes,
  verdicts = {},
  edited = {},
  proposed = false,
  words,
  heading: Heading,
}: Props) {
  const { review, fields, labels } = words.messages;
  const sent = changes.map(({ field }) => field);
  const added = allFields.filter((field) => edited[field] !== undefined && !sent.includes(field));
  return (
    <>
      {changes.map(({ field, from, to }) => {
        const verdict = verdicts[field];
        return (
          <section key={field} class="change">
            <Heading>{fields[field]}</Heading>
            {proposed ? (
              <div class="text">
                <PlainValue field={field} value={to} words={words} />
              </div>
            ) : (
              <OldAndNew
                field={field}
                old={{ label: review.old, value: from }}
                new={{ label: review.new, value: to }}
                words={words}
                marked={false}
              />
            )}
            {verdict === undefined ? null : <p class={`verdict ${verdict}`}>{labels.verdict[verdict]}</p>}
            {edited[field] === undefined ? null : (
              <div class="current">
                <p class="hint">{words.messages.mails.outcome.publishedValue}</p>
                <PlainValue field={field} value={edited[field]} words={words} />
              </div>
            )}
          </section>
        );
      })}
      {added.map((field) => (
        <section key={field} class="change">
          <Heading>{fields[field]}</Heading>
          <p class="verdict edited">{labels.addedByManager}</p>
          <div class="current">
            <PlainValue field={field} value={edited[field] ?? null} words={words} />
          </div>
        </section>
      ))}
    </>
  );
}

import { canonicalJson } from '../../domain/canonical.ts';
import type { Change } from '../../domain/documents.ts';
import { otherReadings, otherStep } from '../../domain/other-reading.ts';
import { type FieldValue, kindOf } from '../../domain/record.ts';
import type { Entry, OtherReading } from '../../fields/kind.ts';
import { formatDate } from '../../i18n/format.ts';
import { typingIn } from '../../i18n/typing.ts';
import { valueLines, type Words } from '../../i18n/value-lines.ts';
import { problemLabel } from '../form-problem.ts';

type ReadingsProps = { readonly entries: readonly Entry[]; readonly words: Words };

/** As many are asked about as anybody reads. */
const MOST = 10;

/** What was read in the likelier way: dates with the day first, signs of several currencies. A button takes each for another. Belongs into the form. */
export function OtherReadings({ entries, words: { messages, language } }: ReadingsProps) {
  const { check } = messages;
  const readings = otherReadings(entries, typingIn(language)).slice(0, MOST);
  if (readings.length === 0) return null;
  const said = (one: OtherReading, text: string) => (one.of === 'date' ? formatDate(text, language) : text);
  return (
    <section class="notice">
      <h2>{check.otherReadings}</h2>
      {readings.map((one) => (
        <p key={one.name}>
          {problemLabel({ name: one.name, rule: 'date-asked' }, messages)}:{' '}
          {check.readAs(said(one, one.read))}
          {one.others.map((other) => (
            <>
              {' '}
              <button key={other} type="submit" name="step" value={otherStep(one, other)} class="second">
                {check.otherReading(said(one, other))}
              </button>
            </>
          ))}
        </p>
      ))}
    </section>
  );
}

/** Items that stand in a list twice, each once. */
function repeated(items: readonly unknown[]): readonly unknown[] {
  const texts = items.map(canonicalJson);
  return items.filter((_, index) => {
    const text = texts[index] ?? '';
    return texts.indexOf(text) === index && texts.lastIndexOf(text) > index;
  });
}

type InstalmentsProps = { readonly changes: readonly Change[]; readonly words: Words };

/** Asks whether equal contributions are meant; they are kept. */
export function Instalments({ changes, words }: InstalmentsProps) {
  const { check } = words.messages;
  const twice = changes
    .filter(({ field }) => kindOf(field).list?.mayRepeat)
    .flatMap(({ field, to }) => valueLines(field, repeated(to as readonly unknown[]) as FieldValue, words));
  if (twice.length === 0) return null;
  return (
    <section class="notice">
      <h2>{check.instalments}</h2>
      <p>{check.instalmentsHint}</p>
      <ul>
        {twice.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

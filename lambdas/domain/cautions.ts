import type { Party } from '../fields/kind.ts';
import { rulesOf } from '../submissions/rules.ts';
import { appearance, type ForeignLetter, foreignLetters } from './confusables.ts';
import { type HostWarning, hostWarnings, urlsIn } from './host-warnings.ts';
import { skeleton } from './skeleton.ts';
import type { SubmissionContent } from './submission.ts';

/** What a manager should look at twice; nothing is refused for it. */
export type Caution =
  | HostWarning
  /** A text with letters that pass for others. */
  | { readonly kind: 'foreign-letters'; readonly text: string; readonly letters: readonly ForeignLetter[] }
  /** A name that looks like a listed one, or like the title of another project, and is written otherwise. */
  | { readonly kind: 'passes-for'; readonly text: string; readonly name: string };

/** A text to quote; of a longer one its beginning. */
const QUOTED = 80;

/** What is to be looked at twice in a submission, beside what the record lists, and the titles it may be taken for. */
export function cautionsOf(
  submission: SubmissionContent,
  parties: readonly Party[],
  titles: readonly string[] = [],
): readonly Caution[] {
  const sent = submission.changes.map(({ to }) => to);
  const known = new Set(submission.changes.flatMap(({ from }) => textsIn(from)));
  const added = [...new Set(sent.flatMap(textsIn))].filter((text) => !known.has(text));
  const sources = rulesOf(submission).sources(submission);
  const urls = new Set([...urlsIn(added), ...submission.evidence, ...sources]);
  const texts = added.filter((text) => urlsIn(text).length === 0);
  const names = [...parties.map(({ name }) => name), ...titles];
  return [
    ...[...urls].flatMap((url) => hostWarnings(url, parties)),
    ...texts.flatMap((text) => textCautions(text, names)),
  ];
}

function textCautions(text: string, names: readonly string[]): readonly Caution[] {
  const long = [...text].length > QUOTED;
  const quoted = long ? `${[...text].slice(0, QUOTED).join('').trimEnd()} …` : text;
  const letters = foreignLetters(text);
  const name = long ? undefined : names.find((one) => passesFor(text, one));
  return [
    ...(letters.length > 0 ? [{ kind: 'foreign-letters', text: quoted, letters } as const] : []),
    ...(name === undefined ? [] : [{ kind: 'passes-for', text: quoted, name } as const]),
  ];
}

function passesFor(text: string, name: string): boolean {
  return skeleton(text) !== skeleton(name) && appearance(text) === appearance(name);
}

/** All texts in a value, however deep; the ids that follow from names are none. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, member]) => (key === 'id' ? [] : textsIn(member)));
}

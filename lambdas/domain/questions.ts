import { cellOf } from '../fields/cell.ts';
import type { Sort } from '../fields/kind.ts';
import { decodedOnce } from './decoded-twice.ts';
import { withoutEntities, withoutTags } from './markup.ts';
import { mayMeanNothing, saysNothing } from './nothing.ts';
import { type OtherThanName, otherThanName } from './organisation-name.ts';
import { type Field, kindOf } from './record.ts';
import type { Problem, Rule } from './refusals.ts';
import { skeleton } from './skeleton.ts';
import { mayFit, onOneLine, tidyLine, tidyText } from './text.ts';
import { withoutUnseen } from './unseen.ts';

type Place = { readonly path: Problem['path']; readonly text: string; readonly sort: Sort };

/** No text that may be sent is longer. */
const LONGEST = 5_000;

/**
 * What somebody should be asked about a value as it was typed or sent: text that was decoded twice or comes out of a web page, a
 * word for nothing, a name that is none. Nothing is asked about what the inventory says already.
 */
export function questionsAbout(field: Field, value: unknown, known: readonly unknown[]): readonly Problem[] {
  const before = new Set(known.flatMap((one) => placesOf(field, one)).map(({ text }) => text));
  return placesOf(field, value)
    .filter(({ text }) => !before.has(text) && mayFit(text, LONGEST))
    .flatMap((place) => questionAt(place) ?? []);
}

/** Asked of the organisation that somebody names as theirs. */
export function questionsAboutSender(contributor: unknown): readonly Problem[] {
  const text = member(contributor, 'organisation');
  if (typeof text !== 'string' || !mayFit(text, LONGEST)) return [];
  const question = questionAt({ path: ['contributor', 'organisation'], text, sort: 'name' });
  return question ? [question] : [];
}

/** What a question says of a place says more than what else is wrong there. */
export function withQuestions(
  problems: readonly Problem[],
  questions: readonly Problem[],
): readonly Problem[] {
  const places = new Set(questions.map(({ path }) => JSON.stringify(path)));
  return [...questions, ...problems.filter(({ path }) => !places.has(JSON.stringify(path)))];
}

function placesOf(field: Field, value: unknown): readonly Place[] {
  const { sort, list } = kindOf(field);
  if (typeof value === 'string') return [{ path: [], text: value, sort }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, row): readonly Place[] => {
    if (typeof item === 'string') return [{ path: [row], text: item, sort }];
    if (item === null || typeof item !== 'object') return [];
    return Object.entries(item).flatMap(([part, text]: [string, unknown]) => {
      const cell = list?.columns ? cellOf(list.columns, part) : undefined;
      return typeof text === 'string' && cell ? [{ path: [row, part], text, sort: cell.sort }] : [];
    });
  });
}

function member(value: unknown, key: string): unknown {
  return value !== null && typeof value === 'object' ? Reflect.get(value, key) : null;
}

function questionAt(place: Place): Problem | null {
  const rule = nothingRule(place) ?? (place.sort === 'name' ? nameRule(place.text) : null);
  if (rule) return { path: place.path, rule, ...(rule.startsWith('ask-') ? { mayStay: true } : {}) };
  if (place.sort === 'figure') return null;
  return place.sort === 'page' ? escapedPage(place) : rightText(place);
}

function nothingRule({ text, sort }: Place): Rule | null {
  if (saysNothing(text)) return sort === 'title' ? 'no-title' : 'nothing-meant';
  if (!mayMeanNothing(text)) return null;
  if (sort === 'title' || sort === 'name' || sort === 'label') return 'ask-nothing';
  // Where it may be a country, somebody else asks.
  return sort === 'figure' && skeleton(text) === 'na' ? null : 'nothing-meant';
}

const nameRules: Readonly<Record<OtherThanName, { readonly plain: Rule; readonly asked: Rule }>> = {
  address: { plain: 'name-is-address', asked: 'ask-address-in-name' },
  number: { plain: 'name-is-number', asked: 'name-is-number' },
  page: { plain: 'ask-page-as-name', asked: 'ask-page-as-name' },
  several: { plain: 'ask-several-names', asked: 'ask-several-names' },
};

function nameRule(name: string): Rule | null {
  const other = otherThanName(tidyLine(name.slice(0, LONGEST)));
  return other && nameRules[other.what][other.plain ? 'plain' : 'asked'];
}

function escapedPage({ path, text }: Place): Problem | null {
  return /&amp;/i.test(text) ? { path, rule: 'url-escaped', offers: [withoutEntities(text)] } : null;
}

/** The text as it was before programs decoded it twice or escaped it, where it differs. */
function rightText({ path, text, sort }: Place): Problem | null {
  const tidy = (one: string) =>
    sort === 'prose' ? tidyText(withoutUnseen(one)) : tidyLine(onOneLine(withoutUnseen(one)));
  const steps = [
    ['ask-decoded', decodedOnce],
    ['ask-tags', withoutTags],
    ['ask-entities', withoutEntities],
  ] as const;
  const [rule] = steps.find(([, step]) => step(text) !== text) ?? [];
  if (rule === undefined) return null;
  const right = tidy(steps.reduce((one, [, step]) => step(one), text));
  return { path, rule, offers: right === '' ? [] : [right], mayStay: true };
}

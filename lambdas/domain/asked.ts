import type { Entry } from '../fields/kind.ts';
import type { Rule } from './refusals.ts';

/** The name of the input that says what is meant by what stands in another: `asked[summary]`. */
export function askedName(name: string): string {
  return `asked[${name}]`;
}

/** What that input says: this reading instead of what was typed. */
export function reading(text: string): string {
  return `use:${text}`;
}

/** Or: as it was typed, whatever this rule asks. */
export function asTyped(rule: Rule): string {
  return `keep:${rule}`;
}

/** Whether an input says what is meant by another. */
export function isAnswer([name]: Entry): boolean {
  return name.startsWith('asked[') && name.endsWith(']');
}

/** The name of the input that such a one is about. */
export function aboutInput(name: string): string {
  return name.slice('asked['.length, -1);
}

/** The inputs of a form with each reading that was chosen in the place of what was typed, once and for all. */
export function withReadings(entries: readonly Entry[]): readonly Entry[] {
  const chosen = new Map(
    entries.flatMap(([name, text]): readonly Entry[] =>
      isAnswer([name, text]) && text.startsWith(reading(''))
        ? [[aboutInput(name), text.slice(reading('').length)]]
        : [],
    ),
  );
  if (chosen.size === 0) return entries;
  return entries.flatMap(([name, text]): readonly Entry[] => {
    if (isAnswer([name, text])) return text.startsWith(reading('')) ? [] : [[name, text]];
    return [[name, chosen.get(name) ?? text]];
  });
}

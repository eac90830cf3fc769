import type { Entry, TypedValue, Typing } from '../fields/kind.ts';
import { definitionOf, type Field, fields, kindOf } from './record.ts';

export function isList(field: Field): boolean {
  return kindOf(field).list !== null;
}

/** The name of a field's inputs. */
export function inputName(field: Field): string {
  return definitionOf(field).input ?? field;
}

/** The inputs that carry a value: `title`, `related[0]`, `links[0][url]`; nothing known is an empty text. */
export function formEntries(field: Field, value: unknown): readonly Entry[] {
  return kindOf(field).entries(value, inputName(field));
}

/**
 * The fields a form carries, by name; a field without any input is absent (unchanged), one with empty inputs only is
 * null or []. Empty rows are dropped.
 */
export function readFields(entries: readonly Entry[], words: Typing): ReadonlyMap<Field, TypedValue> {
  return new Map(
    fields.flatMap((field) => {
      const read = kindOf(field).read(entries, inputName(field), words);
      return read ? [[field, read] as const] : [];
    }),
  );
}

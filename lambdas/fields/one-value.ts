import type * as z from 'zod/mini';
import { sameToReader } from '../domain/same.ts';
import type { Entry, Kind, Localized, Merge, ReadValue, Searched, Sort, Telling, Typing } from './kind.ts';

/** What kinds of one value differ in. */
export type OneValue<Name extends string, Value> = {
  readonly kind: Name;
  readonly schema: z.ZodMiniType<Value, unknown>;
  readonly empty: Value;
  readonly sort: Sort;
  /** What it is made of, where that is no text. */
  readonly type?: 'number';
  readonly choices?: Readonly<Record<string, Localized>>;
  /** @param typed never empty */
  read(typed: string, words: Typing): ReadValue;
  /** @param value never the empty one */
  line(value: NonNullable<Value>, words: Telling): string;
  searched?(value: NonNullable<Value>): Partial<Searched>;
  otherReadings?: Kind<Value>['otherReadings'];
};

/** A kind whose value fills one input. */
export function oneValue<const Name extends string, Value extends string | number | null>(
  own: OneValue<Name, Value>,
): Kind<Value> & { readonly kind: Name } {
  const { kind, schema, empty, sort, type = 'string', choices = null } = own;
  const isKnown = (value: Value): value is NonNullable<Value> => value !== null && value !== '';
  return {
    kind,
    schema,
    submitted: schema,
    empty,
    sort,
    list: null,
    choices,
    fits: (stored) => (stored === null ? empty === null : typeof stored === type),
    entries: (value, name) => [[name, value === null ? '' : String(value)]],
    read: (entries, name, words) => {
      const typed = entries.find(([input]) => input === name)?.[1].trim();
      if (typed === undefined) return null;
      // What a record cannot be without is an empty text where it is not known.
      const read = typed === '' ? { value: empty === null ? null : '', doubts: [] } : own.read(typed, words);
      return { ...read, inputName: () => name };
    },
    otherReadings: own.otherReadings ?? (() => []),
    merge: mergeWhole,
    inAnyOrder: (value) => value,
    secondItem: () => null,
    lines: (value, words) => (isKnown(value) ? [own.line(value, words)] : []),
    parties: () => [],
    searched: (value) => ({
      names: [],
      codes: [],
      words: [],
      ...(isKnown(value) ? own.searched?.(value) : {}),
    }),
  };
}

/** Nothing of a value can be taken over alone. */
export function mergeWhole<Value>(from: Value, to: Value, now: Value): Merge<Value> {
  if (sameToReader(to, now)) return { kind: 'same', merged: now };
  return { kind: sameToReader(from, now) ? 'clean' : 'conflict', merged: to };
}

/** As it was typed. */
export function asTyped(typed: string): ReadValue {
  return { value: typed, doubts: [] };
}

/** The text of an input among others. */
export function textOf(entries: readonly Entry[], name: string): string {
  return entries.find(([input]) => input === name)?.[1] ?? '';
}

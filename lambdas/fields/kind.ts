import type * as z from 'zod/mini';
import type { TypedContribution } from '../domain/read-contribution.ts';
import type { TypedDate } from '../domain/read-date.ts';
import type { Reading } from '../domain/reading.ts';
import type { Problem } from '../domain/refusals.ts';

/** Something in the languages of an inventory; where one lacks, the English is used. */
export type InLanguages<Value> = { readonly en: Value } & Readonly<
  Partial<Record<'fr' | 'es' | 'ar', Value>>
>;
export type Localized = InLanguages<string>;

/** One input of a form: its name and text, as urlencoded bodies carry them. */
export type Entry = readonly [name: string, text: string];

/**
 * How words in a form are understood: names in all languages, and what they differ in as one of them has it. Handed in, as the
 * words of all languages are heavy, and most functions read no form.
 */
export type Typing = {
  date(typed: string): Reading<TypedDate>;
  wholeNumber(typed: string): Reading<number>;
  /** The codes of the countries or regions in one box. */
  places(typed: string): Reading<readonly string[]>;
  /** The parts of a row are read together: a currency may stand with the amount. */
  contribution(row: ReadonlyMap<string, string>): TypedContribution;
};

/** A value, or what was typed where that cannot be read; paths of doubts lead from it. */
export type ReadValue = { readonly value: unknown; readonly doubts: readonly Problem[] };

/** The value of one field as typed: not yet valid. `inputName` leads from a place in the value to its input. */
export type TypedValue = ReadValue & { readonly inputName: (path: readonly PropertyKey[]) => string };

/** How values are told to a reader. */
export type Telling = {
  said(text: Localized): string;
  date(date: string): string;
  place(code: string): string;
  languageName(tag: string): string;
  amount(amount: number, currency: string | null): string;
  /** What was paid back. */
  returned(amount: string): string;
  number(value: number): string;
};

/**
 * How a change stands against the record now. `same`: the record already says so. `clean`: nobody touched the field
 * since the contributor saw it. `merged`: others changed other items of the list. `conflict`: others changed the same.
 */
export type MergeKind = 'same' | 'clean' | 'merged' | 'conflict';
export type Merge<Value> = { readonly kind: MergeKind; readonly merged: Value };

/** What a text in a record is for, which says what it can hardly mean. */
export type Sort = 'title' | 'name' | 'label' | 'prose' | 'page' | 'figure';

/** Somebody listed in a record, as far as a host may pass for theirs. */
export type Party = { readonly name: string; readonly url: string | null };

/** What a value says to the search. */
export type Searched = {
  /** What somebody is called. */
  readonly names: readonly string[];
  /** Of which pages know what they are called in each language. */
  readonly codes: readonly string[];
  readonly words: readonly string[];
};

/** What was read in the likelier of several ways, and what it would be in the others. */
export type OtherReading = {
  readonly of: 'date' | 'currency';
  readonly name: string;
  readonly read: string;
  readonly others: readonly string[];
};

/** A part of the items of a list: a column of a table. */
export type Cell = {
  readonly sort: Sort;
  /** How its input is typed; `date` where the other reading of a date is asked about. */
  readonly input: 'line' | 'url' | 'date';
  read(typed: string, words: Typing): ReadValue;
};

/** The parts that items of lists may have: every language says what each is called. */
export type ColumnName =
  | 'name'
  | 'title'
  | 'url'
  | 'date'
  | 'place'
  | 'funder'
  | 'amount'
  | 'currency'
  | 'year';

/** The parts of the items of a list. */
export type Columns = Readonly<Partial<Record<ColumnName, Cell>>>;

/** What is special in a value that is a list. */
export type ListShape = {
  /** Its parts; null where an item is one text. */
  readonly columns: Columns | null;
  /** The part that names an item, which a table shows under the name of the field itself; null where none does. */
  readonly mainPart: ColumnName | null;
  /** Whether the order of the items says something: where they are no set. */
  readonly isOrdered: boolean;
  /** Whether the same may stand in it twice. */
  readonly mayRepeat: boolean;
  /** Whether a form lets items be added and removed; otherwise it asks of each that there is whether it is in the list. */
  readonly hasRows: boolean;
};

/**
 * One sort of value, whole: what it is, how it is typed, merged, told and searched. It knows no page and no table. Methods take
 * what they are given for a value of theirs: that a list of kinds can be gone through is worth more than a check of its own items.
 */
export type Kind<Value = unknown> = {
  /** The name of the kind, by which pages find how it is asked for and shown. */
  readonly kind: string;
  /** As a record has it. It refuses by rules, and gives the JSON Schema. */
  readonly schema: z.ZodMiniType<Value, unknown>;
  /** As contributors send it. */
  readonly submitted: z.ZodMiniType<Value, unknown>;
  /** What is known before anybody said anything. */
  readonly empty: Value;
  /** What a text in it is for; of a list without columns, what each item is. */
  readonly sort: Sort;
  /** Null where there is one value. */
  readonly list: ListShape | null;
  /** All values, or items, that there are; null where they cannot be listed. */
  readonly choices: Readonly<Record<string, Localized>> | null;
  /** Whether something stored is made as its values are: what another kind stored is not. */
  fits(stored: unknown): boolean;
  /** The inputs that a value fills; nothing known is an empty text. */
  entries(value: Value, name: string): readonly Entry[];
  /** @returns null where a form does not ask for it */
  read(entries: readonly Entry[], name: string, words: Typing): TypedValue | null;
  /** What inputs would say if they were read in another way that is as good. */
  otherReadings(entries: readonly Entry[], name: string, words: Typing): readonly OtherReading[];
  /** Holds a change against what is so now. */
  merge(from: Value, to: Value, now: Value): Merge<Value>;
  /** The value in which the order of a set tells nothing. */
  inAnyOrder(value: Value): unknown;
  /** The position of an item that stands in a value a second time and must not; null where there is none. */
  secondItem(value: Value): number | null;
  /** As a person reads it: one line for each item of a list, none when it is not known. */
  lines(value: Value, words: Telling): readonly string[];
  /** Whom it lists. */
  parties(value: Value): readonly Party[];
  searched(value: Value): Searched;
};

/** The value of a kind. */
export type ValueOf<K> = K extends Kind<infer Value> ? Value : never;

import { placeEntry } from '../../lambdas/domain/places.ts';
import { questionsAbout, withQuestions } from '../../lambdas/domain/questions.ts';
import {
  emptyContent,
  type Field,
  kindOf,
  type Publication,
  submittedField,
} from '../../lambdas/domain/record.ts';
import { check, type Problem } from '../../lambdas/domain/refusals.ts';
import { skeleton } from '../../lambdas/domain/skeleton.ts';
import type { ColumnName, Entry, Typing } from '../../lambdas/fields/kind.ts';
import { messagesFor } from '../../lambdas/i18n/messages.ts';
import { itemsOf } from './cells.ts';
import type { Columns, SourceMap } from './columns.ts';

/** Why a row is not taken, or what of it is not: at a column, with the cell, in a sentence. */
export type Refusal = { readonly column: string; readonly value: string; readonly reason: string };

export type RowReader = {
  readonly columns: Columns;
  readonly map: SourceMap;
  /** How the cells of a field are read. */
  readonly words: (field: Field) => Typing;
  /** Why rows may be public that do not say so. */
  readonly basis: Publication | null;
  /** What may be applied of what is only likely: `decoded`, `tags`, `entities`; `as-written` takes what is asked about as it is. */
  readonly accept: ReadonlySet<string>;
  readonly isJson: boolean;
};

/** A cell that says something of a field. */
export type Said = {
  readonly header: string;
  readonly part: ColumnName | null;
  readonly cell: string;
  /** Said of every item of the list. */
  readonly isConstant?: true;
};

type FieldRead = { readonly value: unknown } | { readonly refusals: readonly Refusal[] };

/** The value that the cells of a row say of a field, or why they are not taken. */
export function readField(reader: RowReader, field: Field, said: readonly Said[]): FieldRead {
  const [first] = said;
  if (!first) return { value: emptyContent[field] };
  if (said.every(({ cell }) => cell === '')) return { value: emptyContent[field] };
  const entries = entriesOf(reader, field, said);
  if ('refusals' in entries) return entries;
  const typed = kindOf(field).read(entries, field, reader.words(field));
  if (!typed) return { value: emptyContent[field] };
  const value = accepted(reader, field, typed.value);
  const checked = check(submittedField(field), value);
  const questions = withQuestions(questionsAbout(field, value, []), typed.doubts).filter(
    ({ mayStay }) => !(mayStay && reader.accept.has('as-written')),
  );
  const problems = withQuestions(checked.problems ?? [], questions);
  return checked.problems || problems.length > 0
    ? { refusals: problems.map((one) => refusalOf(field, one, said)) }
    : { value: checked.value };
}

/** The inputs of a form that says the same: so there is one reader for what people type and what tables hold. */
function entriesOf(
  reader: RowReader,
  field: Field,
  said: readonly Said[],
): readonly Entry[] | { readonly refusals: readonly Refusal[] } {
  const { list: shape } = kindOf(field);
  if (!shape) return said.map(({ cell }): Entry => [field, ourValue(reader, field, cell.trim())]);
  const isSet = !shape.isOrdered && !shape.mayRepeat && shape.columns === null;
  const read = said.map((one) => ({
    ...one,
    items: isSet ? onceEach(itemsOf(one.cell)) : itemsOf(one.cell),
  }));
  const most = Math.max(
    ...read.map(({ items, isConstant, part }) => (isConstant && part ? 1 : items.length)),
  );
  const columns = read.map((one) =>
    one.isConstant && one.part ? { ...one, items: Array.from({ length: most }, () => one.cell) } : one,
  );
  const uneven = columns.find(({ items }) => items.length !== most);
  if (uneven) {
    const [main] = columns.filter(({ items }) => items.length === most);
    const reason = `“${main?.header}” has ${most} items and “${uneven.header}” has ${uneven.items.length}: which belongs to which cannot be told. Give each as many, empty ones too.`;
    return { refusals: [{ column: uneven.header, value: uneven.cell, reason }] };
  }
  const entries = columns.flatMap(({ part, items }) =>
    items.map((item, index): Entry => [inputOf(field, index, part), ourValue(reader, field, item)]),
  );
  const unsaid = Object.keys(shape.columns ?? {}).filter((part) => said.every((one) => one.part !== part));
  const empty = unsaid.flatMap((part) =>
    Array.from({ length: most }, (_, index): Entry => [inputOf(field, index, part), '']),
  );
  return [...entries, ...empty];
}

/** What stands in a set twice says nothing more. */
function onceEach(items: readonly string[]): readonly string[] {
  return [...new Map(items.map((item) => [skeleton(item), item])).values()];
}

function inputOf(field: Field, index: number, part: string | null): string {
  return part === null ? `${field}[${index}]` : `${field}[${index}][${part}]`;
}

/** What the map says for a value of theirs; the code of a choice that is written as its label. */
function ourValue({ map, isJson }: RowReader, field: Field, text: string): string {
  const mapped = Object.entries(map.values[field] ?? {}).find(
    ([theirs]) => skeleton(theirs) === skeleton(text),
  );
  if (mapped) return mapped[1];
  const { choices, kind } = kindOf(field);
  const labelled = Object.entries(choices ?? {}).find(([code, labels]) =>
    [code, ...Object.values(labels)].some((label) => skeleton(label) === skeleton(text)),
  );
  if (labelled) return labelled[0];
  return isJson && kind === 'places' ? placeEntry(text) : text;
}

const acceptable = { decoded: 'ask-decoded', tags: 'ask-tags', entities: 'ask-entities' } as const;

/** The value with what is likely put right, as far as the operator said so. */
function accepted({ accept }: RowReader, field: Field, value: unknown): unknown {
  const rules = new Set<string>(
    Object.entries(acceptable).flatMap(([kind, rule]) => (accept.has(kind) ? [rule] : [])),
  );
  if (rules.size === 0) return value;
  return questionsAbout(field, value, []).reduce<unknown>(
    (one, { rule, path, offers = [] }) =>
      rules.has(rule) && offers[0] !== undefined ? withAt(one, path, offers[0]) : one,
    value,
  );
}

function withAt(value: unknown, [step, ...rest]: Problem['path'], to: unknown): unknown {
  if (step === undefined) return to;
  const copy: Record<PropertyKey, unknown> = Array.isArray(value)
    ? ([...value] as unknown as Record<PropertyKey, unknown>)
    : { ...(value as Record<PropertyKey, unknown>) };
  copy[step] = withAt(copy[step], rest, to);
  return copy;
}

function refusalOf(
  field: Field,
  { path: [, part], rule, limit, offers }: Problem,
  said: readonly Said[],
): Refusal {
  const at = said.find((one) => one.part !== null && one.part === part);
  if (!at && part !== undefined && said.some((one) => one.part !== null)) {
    const name = `${field}.${String(part)}`;
    return {
      column: name,
      value: '',
      reason: `No column says this, and each item needs it: name one “${name}”, or say it of all in the map's constants.`,
    };
  }
  const [first] = said;
  const reason = messagesFor('en').rules[rule]({ limit, offers });
  return { column: (at ?? first)?.header ?? '', value: (at ?? first)?.cell ?? '', reason };
}

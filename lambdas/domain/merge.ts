import { canonicalJson, sameJson } from './canonical.ts';
import type { Change } from './documents.ts';
import type { Content, Field, FieldValue } from './record.ts';
import { type Problem, problem } from './refusals.ts';
import { sameToReader } from './same.ts';
import { skeleton } from './skeleton.ts';
import { canonicalUrl } from './url.ts';

/**
 * How a change stands against the record now. `same`: the record already says so. `clean`: nobody touched the field
 * since the contributor saw it. `merged`: others changed other items of the list. `conflict`: others changed the same.
 */
export type Standing = 'same' | 'clean' | 'merged' | 'conflict';

/** A change held against the record now; `merged` is what accepting it gives. */
export type FieldDiff = {
  readonly field: Field;
  readonly from: FieldValue;
  readonly to: FieldValue;
  readonly now: FieldValue;
  readonly kind: Standing;
  readonly merged: FieldValue;
};

/** How items of a list are told apart and compared; lists without a rule merge as a whole. */
type ItemRule = { readonly identity: (item: unknown) => string; readonly body: (item: unknown) => unknown };

const byValue: ItemRule = { identity: canonicalJson, body: (item) => item };
const byName: ItemRule = {
  identity: (item) => skeleton(member(item, 'name')),
  // The id is derived from the name: it tells no difference the name does not.
  body: (item) => ({ name: member(item, 'name'), url: member(item, 'url') }),
};
const byUrl: ItemRule = { identity: (item) => canonicalUrl(member(item, 'url')), body: (item) => item };
const byTitleAndDate: ItemRule = {
  identity: (item) => canonicalJson([skeleton(member(item, 'title')), member(item, 'date')]),
  body: (item) => item,
};

const itemRules: Readonly<Partial<Record<Field, ItemRule>>> = {
  funders: byName,
  implementers: byName,
  partners: byName,
  contributions: byValue,
  beneficiaries: byValue,
  themes: byValue,
  activities: byTitleAndDate,
  links: byUrl,
  related: byValue,
};

/** Lists in which the same may stand twice: equal contributions of a year are instalments. */
const bags: readonly Field[] = ['contributions'];

/** Items that stand in a list of the record twice and must not, told apart as merging tells them. */
export function repeatedItems(content: Content): readonly Problem[] {
  const rules = Object.entries(itemRules).filter(([field]) => !bags.includes(field as Field));
  return rules.flatMap(([field, { identity }]) => {
    const identities = (content[field as Field] as readonly unknown[]).map(identity);
    const second = identities.findIndex((one, index) => identities.indexOf(one) < index);
    return second < 0 ? [] : [problem([field, second], 'listed-twice')];
  });
}

function member(item: unknown, key: string): string {
  const value = item !== null && typeof item === 'object' ? Reflect.get(item, key) : null;
  return value === null || value === undefined ? '' : String(value);
}

/** Holds one change against the record's content now. */
export function diffField(change: Change, content: Content): FieldDiff {
  const { field, from, to } = change;
  const now = content[field];
  const rule = itemRules[field];
  const { kind, merged } = rule
    ? mergeItems(from as readonly unknown[], to as readonly unknown[], now as readonly unknown[], rule)
    : mergeWhole(from, to, now);
  return { field, from, to, now, kind, merged: merged as FieldValue };
}

/** Whether the order of a list's items says something: of those that are no set. */
export function isOrdered(field: Field): boolean {
  return itemRules[field] === undefined;
}

/** A value in which the order of a list that is a set tells nothing. */
export function inAnyOrder(field: Field, value: FieldValue): unknown {
  const rule = itemRules[field];
  return rule && Array.isArray(value)
    ? value.map((item) => canonicalJson(rule.body(item))).toSorted()
    : value;
}

/** Whether two values of a field say the same: what only stands in another order does, in a list that is a set. */
export function alike(field: Field, one: FieldValue, other: FieldValue): boolean {
  const rule = itemRules[field];
  return rule
    ? mergeItems(one as readonly unknown[], other as readonly unknown[], one as readonly unknown[], rule)
        .kind === 'same'
    : sameJson(one, other);
}

type Merge = { readonly kind: Standing; readonly merged: unknown };

function mergeWhole(from: unknown, to: unknown, now: unknown): Merge {
  if (sameToReader(to, now)) return { kind: 'same', merged: now };
  return { kind: sameToReader(from, now) ? 'clean' : 'conflict', merged: to };
}

type Items = ReadonlyMap<string, unknown>;

function mergeItems(
  from: readonly unknown[],
  to: readonly unknown[],
  now: readonly unknown[],
  rule: ItemRule,
): Merge {
  const [before, wanted, current] = [itemsOf(from, rule), itemsOf(to, rule), itemsOf(now, rule)];
  const same = (a: unknown, b: unknown) =>
    a === undefined || b === undefined ? a === b : sameToReader(rule.body(a), rule.body(b));
  const touched = [...new Set([...before.keys(), ...wanted.keys()])].filter(
    (key) => !same(before.get(key), wanted.get(key)),
  );
  const moved = touched.filter((key) => !same(current.get(key), wanted.get(key)));
  if (moved.length === 0) return { kind: 'same', merged: now };
  const merged = [...withChanges(current, wanted, moved).values()];
  if (moved.some((key) => !same(current.get(key), before.get(key)))) return { kind: 'conflict', merged };
  const untouched =
    current.size === before.size && [...current].every(([key, item]) => same(item, before.get(key)));
  return { kind: untouched ? 'clean' : 'merged', merged };
}

/** Order as stored, new items last in the order in which the contributor has them. */
function withChanges(current: Items, wanted: Items, moved: readonly string[]): Items {
  const result = new Map(current);
  for (const key of moved) {
    if (wanted.has(key)) result.set(key, wanted.get(key));
    else result.delete(key);
  }
  return result;
}

/** Items by identity; the second item of one identity counts as another, so that none is lost. */
function itemsOf(list: readonly unknown[], rule: ItemRule): Items {
  const items = new Map<string, unknown>();
  for (const item of list) {
    const identity = rule.identity(item);
    let key = identity;
    for (let nth = 2; items.has(key); nth += 1) key = `${identity} #${nth}`;
    items.set(key, item);
  }
  return items;
}

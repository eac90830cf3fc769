import { isList } from '../domain/form.ts';
import { isField } from '../domain/record.ts';

/** Where a value stands in a document. */
export type Place = readonly (string | number)[];

/** A list in which nothing is known is empty: a change cannot leave it out as a proposal can. */
export function withEmptyLists(document: object): object {
  const changes: unknown = Reflect.get(document, 'changes');
  if (!Array.isArray(changes)) return document;
  return { ...document, changes: changes.map(withEmptyList) };
}

function withEmptyList(change: unknown): unknown {
  if (change === null || typeof change !== 'object') return change;
  const field: unknown = Reflect.get(change, 'field');
  if (typeof field !== 'string' || !isField(field) || !isList(field)) return change;
  return Object.fromEntries(
    Object.entries(change).map(([name, value]: [string, unknown]) => [name, isNothing(value) ? [] : value]),
  );
}

function isNothing(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

/** Deeper than any document of ours. */
const DEPTH = 12;

/** The places of a document at which a string of white space stands, or null. */
export function placesOfNothing(document: unknown, at: Place = []): readonly Place[] {
  if (isNothing(document)) return at.length > 0 ? [at] : [];
  if (document === null || typeof document !== 'object' || at.length > DEPTH) return [];
  const members = Array.isArray(document) ? [...document.entries()] : Object.entries(document);
  return members.flatMap(([name, value]) => placesOfNothing(value, [...at, name]));
}

/** The document with null at these places. */
export function withNull(document: unknown, places: readonly Place[]): unknown {
  return edited(document, places, (parent, name) => Reflect.set(parent, name, null));
}

/** The document without its members at these places; what stands in a list stays, as the others would move up. */
export function without(document: unknown, places: readonly Place[]): unknown {
  return edited(document, places, (parent, name) => {
    if (!Array.isArray(parent)) Reflect.deleteProperty(parent, name);
  });
}

function edited(
  document: unknown,
  places: readonly Place[],
  edit: (parent: object, name: string | number) => void,
): unknown {
  if (places.length === 0) return document;
  const copy = copied(document, 0);
  for (const place of places) {
    const name = place.at(-1);
    const parent = place.slice(0, -1).reduce<unknown>((value, step) => memberOf(value, step), copy);
    if (name !== undefined && parent !== null && typeof parent === 'object') edit(parent, name);
  }
  return copy;
}

/** As deep as places lie: what somebody nested deeper, no stack may hold. */
function copied(value: unknown, depth: number): unknown {
  if (value === null || typeof value !== 'object' || depth > DEPTH) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => copied(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copied(one, depth + 1)]));
}

function memberOf(value: unknown, step: string | number): unknown {
  return value !== null && typeof value === 'object' ? Reflect.get(value, step) : undefined;
}

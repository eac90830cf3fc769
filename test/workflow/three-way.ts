import type { Change, Value } from './model.ts';

/** What a change comes to against what the record says now. */
export type Merged = { readonly conflict: boolean; readonly value: Value };

/** A list is a set: what was added and what was taken away. Anything else is one thing, which two may want otherwise. */
export function threeWay({ from, to }: Change, now: Value): Merged {
  if (isList(from) && isList(to) && isList(now)) {
    const kept = now.filter((one) => to.includes(one) || !from.includes(one));
    const added = to.filter((one) => !from.includes(one) && !now.includes(one));
    return { conflict: false, value: [...kept, ...added] };
  }
  return { conflict: !same(to, now) && !same(from, now), value: to };
}

function isList(value: Value): value is readonly string[] {
  return Array.isArray(value);
}

export function same(a: Value, b: Value): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The same whatever the order: a form cannot say that the order of a list is a change. */
export function sameSet(a: Value, b: Value): boolean {
  return isList(a) && isList(b) ? same([...a].sort(), [...b].sort()) : same(a, b);
}

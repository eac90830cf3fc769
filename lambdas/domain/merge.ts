import type { MergeKind } from '../fields/kind.ts';
import { sameJson } from './canonical.ts';
import type { Change } from './documents.ts';
import { type Content, type Field, type FieldValue, fields, kindOf } from './record.ts';
import { type Problem, problem } from './refusals.ts';

/** A change held against the record now; `merged` is what accepting it gives. */
export type FieldDiff = {
  readonly field: Field;
  readonly from: FieldValue;
  readonly to: FieldValue;
  readonly now: FieldValue;
  readonly kind: MergeKind;
  readonly merged: FieldValue;
};

/** Items that stand in a list of the record twice and must not, told apart as merging tells them. */
export function repeatedItems(content: Content): readonly Problem[] {
  return fields.flatMap((field) => {
    const second = kindOf(field).secondItem(content[field]);
    return second === null ? [] : [problem([field, second], 'listed-twice')];
  });
}

/** Holds one change against the record's content now. */
export function diffField({ field, from, to }: Change, content: Content): FieldDiff {
  const now = content[field];
  const { kind, merged } = kindOf(field).merge(from, to, now);
  return { field, from, to, now, kind, merged: merged as FieldValue };
}

/** Whether the order of a list's items says something: of those that are no set. */
export function isOrdered(field: Field): boolean {
  return kindOf(field).list?.isOrdered ?? true;
}

/** A value in which the order of a list that is a set tells nothing. */
export function inAnyOrder(field: Field, value: FieldValue): unknown {
  return kindOf(field).inAnyOrder(value);
}

/** Whether two values of a field say the same: what only stands in another order does, in a list that is a set. */
export function alike(field: Field, one: FieldValue, other: FieldValue): boolean {
  return isOrdered(field) ? sameJson(one, other) : kindOf(field).merge(one, other, one).kind === 'same';
}

import { definitionOf, type Field, fields, isField } from '../domain/record.ts';
import { said } from './localized.ts';
import type { Language } from './messages.ts';

/**
 * What each field of a record is called. What was sent, objected to or consented to may name one that the inventory does not
 * define any more: that is called by its name.
 */
export function fieldLabels(language: Language): Readonly<Record<Field, string>> {
  const labels = ofFields((field) => said(definitionOf(field).label, language));
  return new Proxy(labels, {
    get: (known, name) => (typeof name === 'symbol' || isField(name) ? Reflect.get(known, name) : name),
  });
}

/** How to answer, below the label of each field; null where the label says it all. */
export function fieldHints(language: Language): Readonly<Record<Field, string | null>> {
  return ofFields((field) => {
    const { hint } = definitionOf(field);
    return hint ? said(hint, language) : null;
  });
}

function ofFields<Value>(of: (field: Field) => Value): Readonly<Record<Field, Value>> {
  return Object.fromEntries(fields.map((field) => [field, of(field)])) as Record<Field, Value>;
}

import fc from 'fast-check';
import { type Content, type Field, fields, kindOf } from '../../lambdas/domain/record.ts';
import type { Kind } from '../../lambdas/fields/kind.ts';
import type { KindName } from '../../lambdas/fields/kinds.ts';
import { examples } from '../fields/examples.ts';

/** Values of a field: what the inventory lets be chosen, else the examples of its kind, and nothing. */
function valuesOf(field: Field): fc.Arbitrary<unknown> {
  const kind = kindOf(field);
  const known: readonly unknown[] = [...choicesOf(kind), ...examples[kind.kind as KindName].values];
  return fc.constantFrom(...known.filter((value) => kind.schema.safeParse(value).success), kind.empty);
}

function choicesOf({ choices, list }: Kind): readonly unknown[] {
  const all = Object.keys(choices ?? {});
  return list === null ? all : [all, ...all.map((one) => [one])];
}

/** What a record may say: any of it may be missing but its title. */
export const content: fc.Arbitrary<Content> = fc
  .record(Object.fromEntries(fields.map((field) => [field, valuesOf(field)])))
  .map((said) => ({ ...said, title: said['title'] || 'A title' }) as Content);

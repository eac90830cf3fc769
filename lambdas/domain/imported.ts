import { type Content, type Field, type FieldValue, kindOf } from './record.ts';
import { sameToReader } from './same.ts';

/** What a source says of a record, by field. What it leaves out it says nothing of. */
export type Brought = Readonly<Partial<Content>>;

/** What is known of a record when a source says something of it. */
export type BeforeImport = {
  /** As the record is now. */
  readonly now: Content;
  /** What this source said last. */
  readonly last: Brought;
  /** Fields whose value a person's submission made, and those that were emptied, as when they were withdrawn. */
  readonly corrected: ReadonlySet<Field>;
};

/**
 * What becomes of one value of a source. `unchanged`: the record says so already. `applied`: nothing was corrected here.
 * `kept`: the source says again what was corrected here since. `conflict`: it says something new of what was corrected here.
 */
export type FieldImport =
  | { readonly outcome: 'unchanged' | 'kept' }
  | { readonly outcome: 'applied'; readonly value: FieldValue }
  | { readonly outcome: 'conflict'; readonly from: FieldValue; readonly to: FieldValue };

/** What becomes of all that a source says of a record that is there, by field. */
export function importFields(brought: Brought, before: BeforeImport): ReadonlyMap<Field, FieldImport> {
  const names = Object.keys(brought) as readonly Field[];
  return new Map(names.map((field) => [field, importField(field, brought[field] as FieldValue, before)]));
}

/** An import never undoes what a person corrected here: three-way against what the source said last. */
function importField(field: Field, value: FieldValue, { now, last, corrected }: BeforeImport): FieldImport {
  const current = now[field];
  if (sameToReader(value, current)) return { outcome: 'unchanged' };
  const before = last[field];
  if (before !== undefined) {
    if (sameToReader(value, before)) return { outcome: 'kept' };
    const { kind, merged } = kindOf(field).merge(before, value, current);
    if (kind === 'same') return { outcome: 'unchanged' };
    return kind === 'conflict'
      ? { outcome: 'conflict', from: before, to: value }
      : { outcome: 'applied', value: merged as FieldValue };
  }
  return corrected.has(field)
    ? { outcome: 'conflict', from: current, to: value }
    : { outcome: 'applied', value };
}

/** What a record says after an import, and which fields that changes. */
export function contentAfter(
  now: Content,
  imports: ReadonlyMap<Field, FieldImport>,
): { readonly content: Content; readonly changed: readonly Field[] } {
  const applied = [...imports].flatMap(([field, one]) =>
    one.outcome === 'applied' ? [[field, one.value] as const] : [],
  );
  return {
    content: { ...now, ...Object.fromEntries(applied) },
    changed: applied.map(([field]) => field),
  };
}

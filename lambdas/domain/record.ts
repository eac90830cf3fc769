import * as z from 'zod/mini';
import { definition } from '#inventory/definition.ts';
import type { ContentOf, FieldDefinition } from '../fields/definition.ts';
import type { Kind } from '../fields/kind.ts';
import { choice, instant, line, list, sequence, slug, url } from './values.ts';

/** The most bytes the canonical JSON of a record may have. */
export const RECORD_BYTES = 64 * 1024;

/** What the public may correct. */
export type Content = ContentOf<typeof definition.fields>;
export type Field = keyof Content & string;
export type FieldValue = Content[Field];

/** Every field the public may correct, in the order in which forms and pages show them. */
export const fields = Object.keys(definition.fields) as readonly Field[];

export function isField(name: string): name is Field {
  return Object.hasOwn(definition.fields, name);
}

/** A field as the inventory defines it. */
export function definitionOf(field: Field): FieldDefinition {
  return definition.fields[field];
}

/** What sort of value a field has. */
export function kindOf(field: Field): Kind {
  return definition.fields[field].kind;
}

/** A value of its own for each field. */
function ofFields(of: (field: Field) => unknown): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, of(field)]));
}

const contentShape = ofFields((field) => kindOf(field).schema) as Record<Field, z.ZodMiniType>;

const basis = choice(['public', 'consent']);
const publication = z.strictObject({
  basis,
  sources: list(url),
  consent: z.nullable(
    z.strictObject({
      role: line(50),
      organisation: z.nullable(line(200)),
      grantedAt: instant,
      receipt: line(100),
    }),
  ),
  fields: z.record(z.string(), z.strictObject({ basis, sources: list(url) })),
});

const provenance = z.record(
  z.string(),
  z.strictObject({
    sequence,
    at: instant,
    submission: z.nullable(line(20)),
    credit: z.nullable(line(200)),
  }),
);

export type Publication = z.infer<typeof publication>;
export type Provenance = z.infer<typeof provenance>;

/** One record of the inventory as it is published. Every field is always present, null or [] where unknown. */
export type InventoryRecord = {
  id: string;
  aliases: string[];
} & Content & {
    publication: Publication;
    provenance: Provenance;
    published: string;
    modified: string;
    verified: string | null;
    version: number;
  };

/** A record as an operator hands it over: what it says and why it may be public. The load adds the rest. */
export type ImportedRecord = Pick<InventoryRecord, 'id' | 'aliases' | 'publication'> & Content;

/** What the public may correct. */
export const contentSchema = z.strictObject(contentShape) as unknown as z.ZodMiniType<Content, unknown>;

export const recordSchema = z.strictObject({
  id: slug,
  aliases: list(slug),
  ...contentShape,
  publication,
  provenance,
  published: instant,
  modified: instant,
  verified: z.nullable(instant),
  version: sequence,
}) as unknown as z.ZodMiniType<InventoryRecord, unknown>;

/** What it leaves out is not known; every record has a title. */
const importedContent = ofFields((field) => {
  const { schema, empty } = kindOf(field);
  return field === 'title' ? schema : z._default(schema, empty);
}) as Record<Field, z.ZodMiniType>;

export const importedSchema = z.strictObject({
  id: slug,
  aliases: z._default(list(slug), []),
  ...importedContent,
  publication,
}) as unknown as z.ZodMiniType<ImportedRecord, unknown>;

/** What a contributor may send as the value of one field. */
export function submittedField<F extends Field>(field: F): z.ZodMiniType<Content[F], unknown> {
  return kindOf(field).submitted as z.ZodMiniType<Content[F], unknown>;
}

/** What is known of a record before anybody said anything: its title is still empty, which no record's may be. */
export const emptyContent = ofFields((field) => kindOf(field).empty) as Content;

/**
 * What was stored of a record, as the inventory is defined now: of a field that came later, or was of another kind, nothing is
 * known, and one that is defined no more says nothing.
 */
export function contentOf(stored: Readonly<Partial<Record<Field, unknown>>>): Content {
  return ofFields((field) =>
    fitsField(field, stored[field]) ? stored[field] : kindOf(field).empty,
  ) as Content;
}

/** Whether something stored is a value of a field as the inventory is defined now. */
export function fitsField(field: string, stored: unknown): boolean {
  return isField(field) && kindOf(field).fits(stored);
}

import * as z from 'zod/mini';
import type { Name, ReceiptId, Reference } from '../../domain/names.ts';
import type { Content, Field, Publication } from '../../domain/record.ts';

/*
 * Parts of items. They say what something is made of, and no more: what was taken by the rules of its day is read for ever, and
 * as it was written.
 */

export const text = z.string();
export const textOrNone = z.nullable(text);
export const number = z.number();
export const reference: z.ZodMiniType<Reference> = z.templateLiteral(['COR-', text]);
export const receipt: z.ZodMiniType<ReceiptId> = z.templateLiteral(['RCP-', text]);
/** Of a submission or of a consent. */
export const publicName: z.ZodMiniType<Name> = z.union([reference, receipt]);
export const texts = z.readonly(z.array(text));

/** Names of fields, which the inventory need not define any more. */
export const field = text as z.ZodMiniType<string> as z.ZodMiniType<Field>;
export const fieldNames = texts as z.ZodMiniType<readonly string[]> as z.ZodMiniType<readonly Field[]>;

/** Values by field: what they are, the inventory says as it is defined now. */
export const values = z.record(text, z.unknown()) as z.ZodMiniType as z.ZodMiniType<Partial<Content>>;

/** When DynamoDB may delete an item, in seconds since 1970. */
export const expires = number;

const basis = z.object({ basis: z.enum(['public', 'consent']), sources: z.array(text) });

export const publication: z.ZodMiniType<Publication> = z.object({
  ...basis.shape,
  consent: z.nullable(z.object({ role: text, organisation: textOrNone, grantedAt: text, receipt: text })),
  fields: z.record(text, basis),
});

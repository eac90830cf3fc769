import * as z from 'zod/mini';
import { recordSchema } from '../domain/record.ts';

const inventorySchema = z.strictObject({
  sequence: z.int().check(z.positive()),
  generatedAt: z.iso.datetime(),
  licence: z.strictObject({ id: z.string(), name: z.string(), url: z.url() }),
  disclaimer: z.string(),
  records: z.array(recordSchema),
});

/** JSON Schema 2020-12 of one published record. */
export function recordSchemaJson(): unknown {
  return { ...z.toJSONSchema(recordSchema), $id: '/v1/schema/record.schema.json', title: 'Record' };
}

/** JSON Schema 2020-12 of `inventory.json`. */
export function inventorySchemaJson(): unknown {
  return { ...z.toJSONSchema(inventorySchema), $id: '/v1/schema/inventory.schema.json', title: 'Inventory' };
}

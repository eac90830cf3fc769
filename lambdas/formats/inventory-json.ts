import { canonicalJson } from '../domain/canonical.ts';
import { jsonOfParts } from './format.ts';

/** `inventory.json`: all records. */
export const inventoryJson = jsonOfParts(
  'v1/inventory.json',
  'records',
  ({ sequence, at, imprint: { licence, disclaimer } }) => ({
    sequence,
    generatedAt: at,
    licence,
    disclaimer,
  }),
  canonicalJson,
);

import * as z from 'zod/mini';
import { itemType } from '../stored.ts';
import { text, values } from './attributes.ts';

/** What a source said last of a record, by field, and the import that it came with. */
export const broughts = itemType(z.object({ values, import: text, at: text }));

/** The record that a source means by a key of its own. */
export const sourceKeys = itemType(z.object({ record: text }));

import * as z from 'zod/mini';
import { text as textSchema } from '../domain/values.ts';
import { asTyped, oneValue } from './one-value.ts';

/** Paragraphs. @param limit the most characters (code points) */
export function text({ limit }: { readonly limit: number }) {
  return oneValue<'text', string | null>({
    kind: 'text',
    schema: z.nullable(textSchema(limit)),
    empty: null,
    sort: 'prose',
    read: asTyped,
    line: (value) => value,
    searched: (value) => ({ words: [value] }),
  });
}

import * as z from 'zod/mini';
import { readTypedUrl } from '../domain/read-url.ts';
import { url as urlSchema } from '../domain/values.ts';
import { oneValue } from './one-value.ts';

/** The address of a web page. */
export function url() {
  return oneValue<'url', string | null>({
    kind: 'url',
    schema: z.nullable(urlSchema),
    empty: null,
    sort: 'page',
    read: (typed) => ({ value: readTypedUrl(typed), doubts: [] }),
    line: (value) => value,
    searched: (value) => ({ words: [value] }),
  });
}

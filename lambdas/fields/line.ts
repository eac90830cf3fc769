import * as z from 'zod/mini';
import { onOneLine } from '../domain/text.ts';
import { line as lineSchema } from '../domain/values.ts';
import type { Kind, Sort } from './kind.ts';
import { oneValue } from './one-value.ts';

type Options = {
  /** The most characters (code points). */
  readonly limit: number;
  readonly sort?: Sort;
};

type Line<Value> = Kind<Value> & { readonly kind: 'line' };

/** A text on one line, such as a title or a code. */
export function line(options: Options & { readonly required: true }): Line<string>;
export function line(options: Options): Line<string | null>;
export function line({ limit, sort = 'label', required = false }: Options & { readonly required?: boolean }) {
  const schema = lineSchema(limit);
  const shared = {
    kind: 'line',
    sort,
    read: (typed: string) => ({ value: onOneLine(typed), doubts: [] }),
    line: (value: string) => value,
    searched: (value: string) => ({ words: [value] }),
  } as const;
  return required
    ? oneValue<'line', string>({ ...shared, schema, empty: '' })
    : oneValue<'line', string | null>({ ...shared, schema: z.nullable(schema), empty: null });
}

import { text as textSchema } from '../domain/values.ts';
import { listOf } from './list.ts';

/** Several texts in their order. @param limit the most characters (code points) of each */
export function texts({ limit }: { readonly limit: number }) {
  return listOf<'texts', string>({
    kind: 'texts',
    item: textSchema(limit),
    sort: 'prose',
    line: (one) => one,
    searched: (list) => ({ words: list }),
  });
}

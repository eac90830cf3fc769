import { slug } from '../domain/values.ts';
import { listOf } from './list.ts';
import { byValue } from './merge-items.ts';

/** Other records of the inventory, by their ids. */
export function recordIds() {
  return listOf<'recordIds', string>({
    kind: 'recordIds',
    item: slug,
    same: byValue,
    line: (id) => id,
    searched: (list) => ({ words: list }),
  });
}

import { describedBy } from '../domain/duplicates.ts';
import { recordPath } from '../domain/record-path.ts';
import { isForGood, type Release } from '../domain/release.ts';

/** The newest that happened to a record, as feeds tell it. Of what happened before nothing is kept: it may be withdrawn. */
export type FeedItem = {
  readonly id: string;
  readonly sequence: number;
  readonly at: string;
} & (
  | { readonly op: 'add' | 'replace'; readonly title: string; readonly fields: readonly string[] }
  | { readonly op: 'remove'; readonly forGood: boolean }
);

/** How many records feeds tell of. */
export const FEED_LENGTH = 100;

/** The items of feeds after a release: what it did to a record takes the place of what was told of that record before. */
export function extendedFeed(items: readonly FeedItem[], release: Release): readonly FeedItem[] {
  const told = release.operations.flatMap((operation) => itemsOf(operation, release));
  const touched = new Set(release.operations.map(({ id }) => id));
  return [...told, ...items.filter(({ id }) => !touched.has(id))].slice(0, FEED_LENGTH);
}

/** None of what was purged: a later release says what is left. */
function itemsOf(operation: Release['operations'][number], { sequence, at }: Release): readonly FeedItem[] {
  const { id } = operation;
  if ('purged' in operation) return [];
  if (operation.op === 'remove') return [{ id, sequence, at, op: 'remove', forGood: isForGood(operation) }];
  const fields = operation.op === 'replace' ? operation.fields : [];
  return [{ id, sequence, at, op: operation.op, title: describedBy(operation.record).title, fields }];
}

/** The page of a record. */
export function pageOf(id: string, publicUrl: string): string {
  return publicUrl + recordPath(id);
}

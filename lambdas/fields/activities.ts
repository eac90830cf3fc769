import * as z from 'zod/mini';
import { canonicalJson } from '../domain/canonical.ts';
import { skeleton } from '../domain/skeleton.ts';
import { line, optional, partialDate, url } from '../domain/values.ts';
import { dateCell, lineCell, urlCell } from './cell.ts';
import { joined, listOf } from './list.ts';
import { yearOf } from './partial-date.ts';

const activity = z.strictObject({
  title: line(500),
  date: optional(partialDate),
  place: optional(line(200)),
  url: optional(url),
});
export type Activity = z.infer<typeof activity>;

/** What took place, when and where. */
export function activities() {
  return listOf<'activities', Activity>({
    kind: 'activities',
    item: activity,
    mainPart: 'title',
    columns: { title: lineCell('label'), date: dateCell, place: lineCell('label'), url: urlCell },
    same: { identity: ({ title, date }) => canonicalJson([skeleton(title), date ?? '']), body: (one) => one },
    line: ({ title, date, place, url }, words) =>
      joined([title, date === null ? null : words.date(date), place, url]),
    searched: (list) => ({
      words: list.flatMap(({ title, date, place, url }) => [
        title,
        place ?? '',
        date === null ? '' : yearOf(date),
        url ?? '',
      ]),
    }),
  });
}

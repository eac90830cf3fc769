import * as z from 'zod/mini';
import { placeCodes, placeEntry } from '../domain/places.ts';
import type { ReadValue, Typing } from './kind.ts';
import { listOf } from './list.ts';
import { byValue } from './merge-items.ts';
import { asTyped } from './one-value.ts';

/** Countries (ISO 3166-1) and regions of the world (UN M49), by their codes. */
export function places() {
  return listOf<'places', string>({
    kind: 'places',
    item: z.string({ error: 'not-a-place' }).check(
      z.refine((code) => placeCodes.includes(code), { error: 'not-a-place' }),
      z.meta({ enum: placeCodes }),
    ),
    same: byValue,
    entry: placeEntry,
    readRow: (row, words) => (typeof row === 'string' ? typedPlaces(row, words) : [asTyped('')]),
    line: (code, words) => words.place(code),
    searched: (list) => ({ codes: list }),
  });
}

/** Several countries may stand in one box. */
function typedPlaces(typed: string, words: Typing): readonly ReadValue[] {
  const read = words.places(typed);
  return read.doubt
    ? [{ value: typed, doubts: [{ path: [], ...read.doubt }] }]
    : read.value.map((value) => ({ value, doubts: [] }));
}

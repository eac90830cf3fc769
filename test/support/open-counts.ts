import { expect } from 'vitest';

type Items = readonly Readonly<Record<string, unknown>>[];

/** What is kept of how many wait about each record is what the submissions themselves say. */
export function checkOpenCounts(items: Items): void {
  const records = items.filter(({ pk, sk }) => String(pk).startsWith('RECORD#') && sk === 'STATE');
  for (const { pk } of records) {
    const rows = items.filter((item) => item['pk'] === pk && String(item['sk']).startsWith('OPEN#'));
    const waiting = items.filter(
      ({ sk, record, status }) =>
        sk === 'STATE' && pk === `RECORD#${record}` && (status === 'pending' || status === 'awaiting-reply'),
    );
    const kept = items.find((item) => item['pk'] === pk && item['sk'] === 'OPEN');
    expect([pk, kept?.['count'], rows.length]).toEqual([pk, waiting.length, waiting.length]);
  }
}

import { type Contribution, contribution } from '../domain/contribution.ts';
import { lineCell } from './cell.ts';
import type { Entry, OtherReading, ReadValue, Telling, Typing } from './kind.ts';
import { joined, listOf } from './list.ts';
import { byValue } from './merge-items.ts';
import { asTyped, textOf } from './one-value.ts';
import type { ReadRow } from './rows.ts';

/** Sums that somebody gave or got back. Two equal ones of a year are two instalments. */
export function contributions() {
  return listOf<'contributions', Contribution>({
    kind: 'contributions',
    item: contribution,
    columns: {
      funder: lineCell('name'),
      amount: lineCell('figure'),
      currency: lineCell('figure'),
      year: lineCell('figure'),
    },
    same: byValue,
    mayRepeat: true,
    readRow: (row, words) => [typedContribution(row, words)],
    line: contributionLine,
    searched: (list) => ({
      words: list.flatMap(({ funder, amount, currency, year }) => [
        funder,
        `${amount ?? ''}`,
        currency ?? '',
        `${year ?? ''}`,
      ]),
    }),
    otherReadings: otherCurrencies,
  });
}

function typedContribution(row: ReadRow, words: Typing): ReadValue {
  if (typeof row === 'string') return asTyped(row);
  const { value, problems } = words.contribution(row);
  return { value, doubts: problems };
}

function contributionLine({ funder, amount, currency, year }: Contribution, words: Telling): string {
  return joined([funder, sum({ amount, currency }, words), year === null ? null : String(year)]);
}

/** What flowed back is told as a return, not with a sign that is easily overlooked. */
function sum({ amount, currency }: Pick<Contribution, 'amount' | 'currency'>, words: Telling): string | null {
  if (amount === null) return currency;
  const said = words.amount(Math.abs(amount), currency);
  return amount < 0 ? words.returned(said) : said;
}

/** A sign that is that of several currencies. */
function otherCurrencies(entries: readonly Entry[], list: string, words: Typing): readonly OtherReading[] {
  return entries.flatMap(([input, amount]): readonly OtherReading[] => {
    const [, row] =
      /^(\[\d{1,4}\])\[amount\]$/.exec(input.startsWith(list) ? input.slice(list.length) : '') ?? [];
    if (row === undefined) return [];
    const name = `${list}${row}[currency]`;
    const typed = new Map(Object.entries({ amount, currency: textOf(entries, name) }));
    const { value, otherCurrencies: others } = words.contribution(typed);
    return others.length > 0 ? [{ of: 'currency', name, read: String(value['currency']), others }] : [];
  });
}

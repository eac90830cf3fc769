import type { ColumnName } from '../../fields/kind.ts';

/** The parts of a row of a list. */
export const columns = {
  name: 'Name',
  title: 'Title',
  url: 'Web address',
  date: 'Date',
  place: 'Place',
  funder: 'Funder',
  amount: 'Amount',
  currency: 'Currency',
  year: 'Year',
} satisfies Readonly<Record<ColumnName, string>>;

import type { Entry } from './form.ts';
import { readContribution } from './read-contribution.ts';
import { readDate } from './read-date.ts';

/** An input that was read in the likelier of several ways, and what it would say in the others. */
export type OtherReading = {
  readonly of: 'date' | 'currency';
  readonly name: string;
  readonly read: string;
  readonly others: readonly string[];
};

/** `startDate`, `activities[3][date]` */
const dateInput = /^(?:startDate|endDate|activities\[\d{1,4}\]\[date\])$/;
const amountInput = /^(contributions\[\d{1,4}\])\[amount\]$/;

/** The inputs of a form whose dates may have the month first, or whose sign of a currency is that of several. */
export function otherReadings(entries: readonly Entry[], language: string): readonly OtherReading[] {
  return entries.flatMap(([name, text]) => {
    if (dateInput.test(name)) return otherDate(name, text);
    const row = amountInput.exec(name)?.[1];
    return row === undefined ? [] : otherCurrency(row, text, entries, language);
  });
}

function otherDate(name: string, text: string): readonly OtherReading[] {
  const read = readDate(text, String).value;
  return read?.other ? [{ of: 'date', name, read: read.date, others: [read.other] }] : [];
}

function otherCurrency(
  row: string,
  amount: string,
  entries: readonly Entry[],
  language: string,
): readonly OtherReading[] {
  const name = `${row}[currency]`;
  const currency = entries.find(([other]) => other === name)?.[1] ?? '';
  const typed = new Map(Object.entries({ amount, currency }));
  const { value, otherCurrencies: others } = readContribution(typed, language, ({ whole }) => whole);
  return others.length > 0 ? [{ of: 'currency', name, read: String(value['currency']), others }] : [];
}

/** What pressing the button says that offers one. */
export function otherStep({ of, name }: OtherReading, other: string): string {
  return `${of}:${name}=${other}`;
}

const wish =
  /^(?:date:([\w[\]]{1,60})=([\d-]{4,10})|currency:(contributions\[\d{1,4}\]\[currency\])=([A-Z]{3}))$/;

/** Whether a form was not sent, but something in it is to be read otherwise. */
export function isOtherStep(step: string | null): step is string {
  return step !== null && wish.test(step);
}

/** The inputs of a form after such a step. */
export function afterOtherStep(entries: readonly Entry[], step: string): readonly Entry[] {
  const [, date, day, currency, code] = wish.exec(step) ?? [];
  const [wanted, text] = [date ?? currency, day ?? code ?? ''];
  if (wanted === undefined) return entries;
  return currency !== undefined && !entries.some(([name]) => name === currency)
    ? [...entries, [currency, text]]
    : entries.map(([name, typed]) => [name, name === wanted ? text : typed]);
}

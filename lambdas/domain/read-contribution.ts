import { decimalsOf } from './currencies.ts';
import { plainSigns } from './fold.ts';
import { habitsFrom } from './habits/all.ts';
import { readAmount, saysNothing, type WriteNumber } from './read-amount.ts';
import { currenciesMeant } from './read-currency.ts';
import type { Doubt } from './reading.ts';
import { type Problem, problem } from './refusals.ts';

/** Currencies that are offered where a sign means many. */
const OFFERED = 3;

/** A contribution as typed: each part, or the text itself where it cannot be read. */
export type TypedContribution = {
  readonly value: Readonly<Record<string, unknown>>;
  /** Paths lead from the contribution. */
  readonly problems: readonly Problem[];
  /** Currencies that may be meant as well as the one that was taken. */
  readonly otherCurrencies: readonly string[];
};

/** Reads the row of a contribution: the currency typed with the amount fills an empty box, and must not contradict a full one. */
export function readContribution(
  row: ReadonlyMap<string, string>,
  language: string,
  write: WriteNumber,
): TypedContribution {
  const value: Record<string, unknown> = Object.fromEntries(
    [...row].map(([key, text]) => [key, text || null]),
  );
  const problems: Problem[] = [];
  const doubt = (key: string, about: Doubt) => problems.push({ path: [key], ...about });
  const [typedAmount, typedCurrency, typedYear] = ['amount', 'currency', 'year'].map(
    (key) => row.get(key) ?? '',
  );
  if (typedYear) {
    const year = plainSigns(typedYear);
    if (/^\d{4}$/.test(year)) value['year'] = Number(year);
    else if (saysNothing(typedYear)) doubt('year', { rule: 'leave-empty' });
  }
  const boxed = typedCurrency ? currenciesMeant(typedCurrency, language) : [];
  if (typedCurrency && boxed.length === 0)
    doubt('currency', { rule: saysNothing(typedCurrency) ? 'leave-empty' : 'not-a-currency' });
  const amount = typedAmount ? readAmount(typedAmount, language, write, boxed) : null;
  if (amount?.doubt) doubt('amount', amount.doubt);
  const read = amount && !amount.doubt ? amount.value : null;
  const currency = settled(boxed, read?.currencies ?? [], language);
  if ('doubt' in currency) doubt('currency', currency.doubt);
  else if (currency.value !== null) value['currency'] = currency.value;
  if (read) value['amount'] = read.amount;
  const known = 'doubt' in currency ? null : currency.value;
  // Decimals of a number too long for a computer are gone by the time a schema could count them.
  if (read && read.decimals > decimalsOf(known)) {
    problems.push({ ...problem(['amount'], 'too-many-decimals'), limit: decimalsOf(known) });
  }
  return { value, problems, otherCurrencies: 'doubt' in currency ? [] : currency.others };
}

type Settled =
  | { readonly value: string | null; readonly others: readonly string[] }
  | { readonly doubt: Doubt };

/** A bare `$` is the dollar that most writers of the language mean. */
function settled(boxed: readonly string[], withAmount: readonly string[], language: string): Settled {
  const meant =
    boxed.length > 0 && withAmount.length > 0
      ? boxed.filter((code) => withAmount.includes(code))
      : [...boxed, ...withAmount];
  const [only] = meant;
  if (meant.length === 1 && only !== undefined) return { value: only, others: [] };
  const usual = habitsFrom(language)[0]?.usualCurrencies.find((code) => code === only);
  if (usual !== undefined) return { value: usual, others: meant.slice(1, OFFERED) };
  if (meant.length > 1) return { doubt: { rule: 'currency-asked', offers: meant.slice(0, OFFERED) } };
  if (boxed.length === 0) return { value: null, others: [] };
  return { doubt: { rule: 'currency-differs', offers: withAmount.slice(0, OFFERED) } };
}

import * as z from 'zod/mini';
import { decimalsOf, endedBefore, isCurrency, MOST_WITH_CENTS } from './currencies.ts';
import { line, optional } from './values.ts';

/**
 * Above what any project costs in rupiah or dong, and below where numbers lose their units; hundredths are exact up to 9e13
 * only.
 */
const MOST_MONEY = 1e15;

function isAmount(value: number): boolean {
  return Math.abs(value) <= MOST_MONEY && (Number.isInteger(value) || Math.abs(value) <= MOST_WITH_CENTS);
}

const contributionShape = z.strictObject({
  funder: line(200),
  /** What flowed back is below zero. */
  amount: optional(
    z
      .number({ error: 'not-an-amount' })
      .check(
        z.refine(isAmount, { error: 'not-an-amount' }),
        z.meta({ minimum: -MOST_MONEY, maximum: MOST_MONEY }),
      ),
  ),
  currency: optional(
    z
      .string({ error: 'not-a-currency' })
      .check(
        z.trim(),
        z.toUpperCase(),
        z.refine(isCurrency, { error: 'not-a-currency' }),
        z.meta({ pattern: '^[A-Z]{3}$', examples: ['EUR', 'KES'] }),
      ),
  ),
  year: optional(
    z
      .int({ error: 'not-a-year' })
      .check(z.minimum(1900, { error: 'not-a-year' }), z.maximum(2199, { error: 'not-a-year' })),
  ),
});
/** A sum that somebody gave, or got back, in a currency that was money then. */
export const contribution = contributionShape.check(({ value: { amount, currency, year }, issues }) => {
  const most = decimalsOf(currency);
  if (amount !== null && Number(amount.toFixed(most)) !== amount) {
    issues.push({ code: 'custom', message: `too-many-decimals:${most}`, path: ['amount'], input: amount });
  }
  const end = currency === null ? null : endedBefore(currency, year);
  if (end !== null) {
    issues.push({ code: 'custom', message: `currency-ended:${end}`, path: ['currency'], input: currency });
  }
});

export type Contribution = z.infer<typeof contribution>;

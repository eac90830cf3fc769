import { createHmac, timingSafeEqual } from 'node:crypto';
import { DAY_MS, DAY_SECONDS } from '../domain/durations.ts';
import { loadSalt, makeSalt } from './salts.ts';
import type { Table } from './table.ts';

/** Days are counted from 1970; each has a key of its own. */
function dayOf(time: number): number {
  return Math.floor(time / DAY_MS);
}

function windowOf(day: number): string {
  return `stamps#${day}`;
}

/** Makes the keys of today and tomorrow, so that functions that only read find one at any time. */
export async function makeStampKeys(table: Table, now: Date): Promise<void> {
  const today = dayOf(now.getTime());
  // A stamp is good on the day after its own, too.
  for (const day of [today, today + 1]) await makeSalt(table, windowOf(day), (day + 2) * DAY_SECONDS);
}

/**
 * A stamp says when a form was made, `<time>.<hmac>`. It is good for the form of this key alone: nobody can send many
 * forms with one stamp. Null on a day that has no key; making one would be a change, and this only reads.
 */
export async function newStamp(table: Table, formKey: string, now: Date): Promise<string | null> {
  const time = now.getTime();
  const secret = await loadSalt(table, windowOf(dayOf(time)));
  return secret === null ? null : `${time}.${signature(secret, time, formKey)}`;
}

/** How old a form is by its stamp, in seconds; null when the stamp is missing, made up, another form's or too old. */
export async function stampAge(
  table: Table,
  stamp: string | null,
  formKey: string,
  now: Date,
): Promise<number | null> {
  const [, digits, signed] = /^(\d{1,15})\.([\w-]{43})$/.exec(stamp ?? '') ?? [];
  if (digits === undefined || signed === undefined) return null;
  const time = Number(digits);
  const days = dayOf(now.getTime()) - dayOf(time);
  const secret = days === 0 || days === 1 ? await loadSalt(table, windowOf(dayOf(time))) : null;
  if (secret === null) return null;
  const genuine = timingSafeEqual(Buffer.from(signed), Buffer.from(signature(secret, time, formKey)));
  return genuine ? (now.getTime() - time) / 1000 : null;
}

function signature(secret: string, time: number, formKey: string): string {
  return createHmac('sha256', secret).update(`${time} ${formKey}`).digest('base64url');
}

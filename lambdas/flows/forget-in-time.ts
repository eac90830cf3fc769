import { type Asked, isSilent } from '../domain/accuracy.ts';
import type { Bundle } from '../domain/bundle.ts';
import { stands } from '../domain/consent.ts';
import { monthsAfter } from '../domain/months.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadAsked } from '../storage/accuracy.ts';
import { loadBundle } from '../storage/bundles.ts';
import { loadConsent } from '../storage/consents.ts';
import { type Due, settleDue, settled } from '../storage/due.ts';
import {
  forgetConsenter,
  forgetSender,
  isNothingLeft,
  keepConsenter,
  keepSender,
} from '../storage/forget.ts';
import { lastEventAt, loadContact } from '../storage/submissions.ts';
import type { Table } from '../storage/table.ts';

/**
 * Who sent a submission, or a bundle, is forgotten some months after the last thing that happened to any of it. Whoever wants
 * to be asked once a year is known for as long as they answer.
 */
export async function forgetContact({ table, settings, now, logger }: Dependencies, due: Due): Promise<void> {
  const bundle = await loadBundle(table, due.reference);
  if (!bundle || (await isNothingLeft(table, bundle))) return settleDue(table, due, null);
  const months = settings.retention.contactMonths;
  const asked = await askedOf(table, bundle);
  const until = monthsAfter(await lastOf(table, bundle, asked), months);
  if (until > now()) return keepSender(table, bundle, until, due);
  if (await isAskedOn(table, bundle, asked)) {
    return keepSender(table, bundle, monthsAfter(now().toISOString(), months), due);
  }
  if (await forgetSender(table, bundle, now(), settled(due, null))) {
    logger.info('sender forgotten', { reference: due.reference });
  }
}

/** What came of asking about each record of a bundle. */
async function askedOf(table: Table, bundle: Bundle): Promise<readonly Asked[]> {
  const all = await Promise.all(
    bundle.map(({ record, reference }) => (record === null ? null : loadAsked(table, record, reference))),
  );
  return all.filter((one) => one !== null);
}

/** When the last thing happened: an event, or a question that was mailed. */
async function lastOf(table: Table, bundle: Bundle, asked: readonly Asked[]): Promise<string> {
  const events = await Promise.all(bundle.map(({ reference }) => lastEventAt(table, reference)));
  const dates = [...events, ...asked.map(({ askedAt }) => askedAt)].filter((at) => at !== null);
  return dates.reduce((a, b) => (a > b ? a : b), bundle[0].receivedAt);
}

/** Whether somebody wants to be asked, is asked, and has not fallen silent. */
async function isAskedOn(table: Table, [lead]: Bundle, asked: readonly Asked[]): Promise<boolean> {
  if (asked.every(isSilent)) return false;
  return Boolean((await loadContact(table, lead.reference))?.remind);
}

/** Who consented is known while the consent stands, and forgotten some months after it ended. */
export async function forgetGrantor({ table, settings, now, logger }: Dependencies, due: Due): Promise<void> {
  const consent = await loadConsent(table, due.reference);
  if (!consent || stands(consent)) return settleDue(table, due, null);
  const until = monthsAfter(consent.since, settings.retention.contactMonths);
  if (until > now()) return keepConsenter(table, consent, until, due);
  await forgetConsenter(table, consent, settled(due, null));
  logger.info('grantor forgotten', { receipt: due.reference });
}

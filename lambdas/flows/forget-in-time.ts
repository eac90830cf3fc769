import { type Asked, isAskable, isSilent } from '../domain/accuracy.ts';
import type { Bundle } from '../domain/bundle.ts';
import { isInForce } from '../domain/consent.ts';
import { monthsAfter } from '../domain/months.ts';
import { asReceipt, asReference } from '../domain/names.ts';
import { leadOf, type Submission } from '../domain/submission.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadConsent } from '../storage/consents.ts';
import { type Due, settleDue, settled } from '../storage/due.ts';
import { loadRecord } from '../storage/records.ts';
import { lastEventAt, loadContact } from '../storage/submissions.ts';
import type { Table } from '../storage/table.ts';
import { loadAsked } from '../workflow/accuracy.ts';
import { loadBundle } from '../workflow/bundles.ts';
import {
  forgetConsenter,
  forgetSender,
  isSenderForgotten,
  keepConsenter,
  keepSender,
} from '../workflow/forget.ts';

/**
 * Who sent a bundle is forgotten some months after the last thing that happened to any of it. A contributor who wants to be asked once
 * a year is known for as long as they answer.
 */
export async function forgetContact({ table, settings, now, logger }: Dependencies, due: Due): Promise<void> {
  const bundle = await loadBundle(table, asReference(due.reference));
  if (!bundle || (await isSenderForgotten(table, bundle))) return settleDue(table, due, null);
  const months = settings.retention.contactMonths;
  const until = monthsAfter(await lastOf(table, bundle), months);
  if (until > now()) return keepSender(table, bundle, until, due);
  if (await isAskedOn(table, bundle)) {
    return keepSender(table, bundle, monthsAfter(now().toISOString(), months), due);
  }
  if (await forgetSender(table, bundle, now(), settled(due, null))) {
    logger.info('sender forgotten', { reference: due.reference });
  }
}

/** When the last thing happened to any of a bundle, or was asked about it. */
async function lastOf(table: Table, bundle: Bundle): Promise<string> {
  const times = await Promise.all(
    bundle.map(async (one) => {
      const happened = (await lastEventAt(table, one.reference)) ?? one.receivedAt;
      return later(happened, (await askedOf(table, one))?.askedAt);
    }),
  );
  return times.reduce((one, other) => later(one, other));
}

async function askedOf(table: Table, { record, reference }: Submission): Promise<Asked | null> {
  return record === null ? null : loadAsked(table, record, reference);
}

function later(one: string, other: string | null | undefined): string {
  return other && other > one ? other : one;
}

/** Whether somebody wants to be asked, there is something to ask about, and they have not fallen silent. */
async function isAskedOn(table: Table, bundle: Bundle): Promise<boolean> {
  const contact = await loadContact(table, leadOf(bundle[0]));
  const answers = bundle
    .filter((one) => isAskable(one, contact))
    .map(async (one) => {
      const asked = await askedOf(table, one);
      if (asked !== null && isSilent(asked)) return false;
      return one.record !== null && (await loadRecord(table, one.record)) !== null;
    });
  return (await Promise.all(answers)).includes(true);
}

/** Who consented is known while the consent stands, and forgotten some months after it ended. */
export async function forgetGrantor({ table, settings, now, logger }: Dependencies, due: Due): Promise<void> {
  const consent = await loadConsent(table, asReceipt(due.reference));
  if (!consent || isInForce(consent)) return settleDue(table, due, null);
  const until = monthsAfter(consent.since, settings.retention.contactMonths);
  if (until > now()) return keepConsenter(table, consent, until, due);
  await forgetConsenter(table, consent, settled(due, null));
  logger.info('grantor forgotten', { receipt: due.reference });
}

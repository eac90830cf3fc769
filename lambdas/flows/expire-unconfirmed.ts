import { DAY_MS } from '../domain/durations.ts';
import { asReference, type Reference } from '../domain/names.ts';
import { CONTRIBUTOR, type OwedMail } from '../domain/owed.ts';
import type { Submission } from '../domain/submission.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { type Due, settleDue } from '../storage/due.ts';
import { isFreshLinkOwed, lastMailed } from '../storage/mail-outbox.ts';
import { loadBundle } from '../workflow/bundles.ts';
import { takeSteps } from '../workflow/take-steps.ts';
import { forgetContact } from './forget-in-time.ts';

/** An address that nobody confirmed: what waits for it ends together, unless a fresh link went out meanwhile. */
export async function expireUnconfirmed(dependencies: Dependencies, due: Due): Promise<void> {
  const { table, settings, now, logger } = dependencies;
  const reference = asReference(due.reference);
  const bundle = (await loadBundle(table, reference)) ?? [];
  const unconfirmed = bundle.filter(({ status }) => status === 'unconfirmed');
  // Confirmed or ended: from now on it is about how long its sender is remembered.
  if (unconfirmed.length === 0) return forgetContact(dependencies, due);
  // Somebody asked for it in time, and it is on its way: a later sweep knows when it went.
  if (await isFreshLinkOwed(table, confirmation(reference))) return;
  const mailed = await lastMailed(table, reference, 'confirm-address');
  const validUntil = mailed === null ? 0 : Date.parse(mailed) + settings.links.confirmDays * DAY_MS;
  if (validUntil > now().getTime()) return settleDue(table, due, new Date(validUntil));
  // Somebody answered at this moment, perhaps for one of them only: the next sweep sees what is left.
  if (!(await expire(dependencies, bundle, unconfirmed))) return;
  for (const one of unconfirmed) logger.info('submission expired', { reference: one.reference });
  // What was confirmed before is still theirs.
  return forgetContact(dependencies, due);
}

function confirmation(reference: Reference): OwedMail {
  return { kind: 'confirm-address', reference, recipient: CONTRIBUTOR };
}

async function expire(
  dependencies: Dependencies,
  bundle: readonly Submission[],
  unconfirmed: readonly Submission[],
): Promise<boolean> {
  const steps = unconfirmed.map((submission) => ({
    command: { type: 'expire' } as const,
    known: { submission, record: null },
  }));
  return (await takeSteps(dependencies, bundle, steps)).value === 'stored';
}

import { decidersOf } from '../../lambdas/config/people.ts';
import { type ConsentRecord, isInForce } from '../../lambdas/domain/consent.ts';
import type { Reference } from '../../lambdas/domain/names.ts';
import { isCredited, leadOf } from '../../lambdas/domain/submission.ts';
import { loadRecord } from '../../lambdas/storage/records.ts';
import { loadBundle } from '../../lambdas/workflow/bundles.ts';
import { endConsent } from '../../lambdas/workflow/end-consent.ts';
import { forgetConsenter, forgetSender } from '../../lambdas/workflow/forget.ts';
import { type Taking, takeSteps } from '../../lambdas/workflow/take-steps.ts';
import type { Held } from './find.ts';

export type EraseOptions = Taking & {
  /** Whether standing consents are withdrawn, too. */
  readonly withdraw: boolean;
  /** Whether they are named no more for what was published. */
  readonly uncredit: boolean;
};

/** What was done with one thing, or why it stays. */
export type Done = { readonly what: string; readonly outcome: string; readonly kept: boolean };

/** Forgets a person: all that is held, but for the proof of consents that stand. */
export async function eraseSubject(options: EraseOptions, held: Held): Promise<readonly Done[]> {
  const done: Done[] = [];
  const leads = new Set(held.submissions.map(({ submission }) => leadOf(submission)));
  for (const lead of leads) done.push(...(await eraseBundle(options, lead)));
  for (const { consent } of held.consents) done.push(await eraseConsent(options, consent));
  const { table } = options;
  for (const { pk, sk, kind, reference } of held.mails) {
    // Of a consent that is kept, mails are owed on.
    if (done.some(({ what, kept }) => what === reference && kept)) continue;
    await table.transact([{ remove: { pk, sk } }]);
    done.push({ what: reference, outcome: `the mail “${kind}” is not sent any more`, kept: false });
  }
  return done;
}

/** What was sent together is forgotten together. */
async function eraseBundle(options: EraseOptions, lead: Reference): Promise<readonly Done[]> {
  const { table, now, uncredit } = options;
  const done = new Map<string, Done>();
  for (;;) {
    const bundle = await loadBundle(table, lead);
    if (!bundle) return [...done.values()];
    const unconfirmed = bundle.filter(({ status }) => status === 'unconfirmed');
    const credited = uncredit ? bundle.find(isCredited) : undefined;
    if (unconfirmed.length > 0) {
      const steps = unconfirmed.map((submission) => ({
        command: { type: 'cancel' } as const,
        known: { submission, record: null },
      }));
      const taken = await takeSteps(options, bundle, steps);
      if (taken.value === 'stored')
        for (const { reference } of unconfirmed) done.set(reference, takenBack(reference));
    } else if (credited) {
      const record = credited.record === null ? null : await loadRecord(table, credited.record);
      const step = { command: { type: 'uncredit' }, known: { submission: credited, record } } as const;
      await takeSteps(options, bundle, [step]);
    } else if (await forgetSender(table, bundle, now())) {
      for (const { reference } of bundle) if (!done.has(reference)) done.set(reference, forgotten(reference));
      return [...done.values()];
    }
  }
}

function takenBack(reference: Reference): Done {
  return { what: reference, outcome: 'taken back; nobody had confirmed it', kept: false };
}

function forgotten(reference: Reference): Done {
  return { what: reference, outcome: 'name, address, organisation and free text deleted', kept: false };
}

/** Who consented must be provable while it stands, and reachable; so they are kept, unless the consent goes, too. */
async function eraseConsent(options: EraseOptions, consent: ConsentRecord): Promise<Done> {
  const { table, settings, now, withdraw } = options;
  const { receipt } = consent;
  if (isInForce(consent) && !withdraw) {
    const outcome = `name and address kept: the publication of ${consent.record} rests on this consent, which must be provable while it stands`;
    return { what: receipt, outcome, kept: true };
  }
  const ended =
    isInForce(consent) && (await endConsent(table, receipt, decidersOf(settings).managers, now()));
  await forgetConsenter(table, consent, []);
  const deleted = 'name and address deleted; that there was a consent stays on record';
  return { what: receipt, outcome: ended ? `withdrawn; ${deleted}` : deleted, kept: false };
}

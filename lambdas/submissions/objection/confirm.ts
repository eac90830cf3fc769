import { getDomain } from 'tldts';
import { isInForce } from '../../domain/consent.ts';
import { DAY_MS } from '../../domain/durations.ts';
import { hasSay } from '../../domain/has-say.ts';
import { isUsedUp, mostHeld, type Objector, rationed, type Unheld } from '../../domain/holds.ts';
import { mailDomain } from '../../domain/mailbox.ts';
import type { CurrentRecord } from '../../domain/record-state.ts';
import { isWaiting, leadOf, type ObjectorHashes, type Submission } from '../../domain/submission.ts';
import type { Dependencies } from '../../runtime/dependencies.ts';
import { loadConsents, loadGrantor } from '../../storage/consents.ts';
import { countHeld } from '../../storage/held.ts';
import { countRecords } from '../../storage/inventory-size.ts';
import {
  countedHolds,
  loadHoldsBy,
  loadRejectedAt,
  loadWaitingObjection,
  objectorHashes,
} from '../../storage/objectors.ts';
import { loadRecord } from '../../storage/records.ts';
import { loadContact, loadSubmission } from '../../storage/submissions.ts';
import type { Table } from '../../storage/table.ts';
import type { WantedStep, WithSteps } from '../../workflow/take-steps.ts';

/** What confirming comes to: the steps, what is counted with them, and the holds that were refused as too many. */
export type Confirming = {
  readonly steps: readonly WantedStep[];
  readonly counted: WithSteps;
  readonly refused: readonly Unheld[];
};

type Objection = Extract<Submission, { kind: 'objection' }>;

/** An objection as it is confirmed, and who sends it. */
type Considered = {
  readonly submission: Objection;
  readonly record: CurrentRecord | null;
  /** The same person's objection to the record that waits already. */
  readonly waiting: Submission | null;
  readonly objector: Objector;
};

/** Confirms what one person sent; objections hold their records as far as this person, and all together, may. */
export async function confirming(
  dependencies: Dependencies,
  unconfirmed: readonly Submission[],
): Promise<Confirming> {
  const objections = unconfirmed.filter((one) => one.kind === 'objection');
  const others = unconfirmed.filter((one) => one.kind !== 'objection');
  const steps = others.map(
    (submission): WantedStep => ({
      command: { type: 'confirm', holds: false },
      known: { submission, record: null },
    }),
  );
  const [first] = objections;
  const email = first ? (await loadContact(dependencies.table, leadOf(first)))?.email : null;
  if (!email) return { steps: [...steps, ...objections.map(unknownObjector)], counted: nothing, refused: [] };
  const held = await holding(dependencies, objections, email);
  return { ...held, steps: [...steps, ...held.steps] };
}

const nothing: WithSteps = { furtherWrites: [], mostHeld: 0 };

/** A contributor who cannot be told by an address has no say. */
function unknownObjector(submission: Submission): WantedStep {
  const command = { type: 'confirm', holds: false, unheld: 'stranger' } as const;
  return { command, known: { submission, record: null } };
}

async function holding(
  { table, settings, now }: Dependencies,
  objections: readonly Objection[],
  email: string,
): Promise<Confirming> {
  const { limits } = settings;
  const at = now();
  const hashes = await objectorHashes(table, email, registrable(mailDomain(email)) ?? mailDomain(email));
  const rejectedSince = new Date(at.getTime() - limits.holdsAgainDays * DAY_MS).toISOString();
  const considered = await Promise.all(
    objections.map((submission) => consider(table, submission, { email, hashes, rejectedSince })),
  );
  const [byAddress, byDomain] = [
    await loadHoldsBy(table, hashes.mailbox, at),
    await loadHoldsBy(table, hashes.domain, at),
  ];
  const held = await countHeld(table);
  const soFar = {
    byAddress: byAddress.times.length,
    byDomain: byDomain.times.length,
    held,
    records: await countRecords(table, held),
  };
  const rations = {
    perAddress: limits.holdsPerAddress,
    perDomain: limits.holdsPerDomain,
    share: limits.holdsShare,
  };
  const single = considered.filter(({ waiting }) => waiting === null);
  const answers = rationed(
    single.map(({ objector }) => objector),
    soFar,
    rations,
  );
  const holds = answers.filter((unheld) => unheld === null).length;
  const counted = [countedHolds(byAddress, holds, at), countedHolds(byDomain, holds, at)];
  return {
    steps: [
      ...single.map((one, index) => confirmed(one, answers[index] ?? null, hashes)),
      ...considered.flatMap(united),
    ],
    counted: { furtherWrites: holds > 0 ? counted : [], mostHeld: mostHeld(soFar.records, rations.share) },
    refused: answers.filter((unheld) => unheld !== null).filter(isUsedUp),
  };
}

function confirmed(
  { submission, record }: Considered,
  unheld: Unheld | null,
  objector: ObjectorHashes,
): WantedStep {
  const why = unheld === null ? {} : { unheld };
  return {
    command: { type: 'confirm', holds: unheld === null, objector, ...why },
    known: { submission, record },
  };
}

/** One person's further objection to a record becomes part of the one that waits. */
function united({ submission, waiting }: Considered): readonly WantedStep[] {
  if (waiting === null) return [];
  const { reference: by, fields, comment } = submission;
  return [
    { command: { type: 'unite', with: waiting.reference }, known: { submission, record: null } },
    { command: { type: 'widen', by, fields, comment }, known: { submission: waiting, record: null } },
  ];
}

type Sender = { readonly email: string; readonly hashes: ObjectorHashes; readonly rejectedSince: string };

async function consider(
  table: Table,
  submission: Objection,
  { email, hashes, rejectedSince }: Sender,
): Promise<Considered> {
  const record = await loadRecord(table, submission.record);
  const waiting = await waitingObjection(table, submission, hashes);
  const rejectedAt = await loadRejectedAt(table, submission.record, hashes);
  const objector = {
    hasSay: record !== null && (await mayHold(table, email, record)),
    rejectedLately: rejectedAt !== null && rejectedAt > rejectedSince,
    heldAlready: record?.status === 'held',
  };
  return { submission, record, waiting, objector };
}

async function waitingObjection(
  table: Table,
  { record }: Objection,
  hashes: ObjectorHashes,
): Promise<Submission | null> {
  const reference = await loadWaitingObjection(table, record, hashes);
  const waiting = reference === null ? null : await loadSubmission(table, reference);
  return waiting && isWaiting(waiting) ? waiting : null;
}

async function mayHold(table: Table, email: string, record: CurrentRecord): Promise<boolean> {
  const consents = (await loadConsents(table, record.id)).filter(isInForce);
  const grantors = await Promise.all(consents.map(({ receipt }) => loadGrantor(table, receipt)));
  const addresses = grantors.flatMap((grantor) => grantor?.email ?? []);
  return hasSay(email, record.content, addresses, registrable);
}

function registrable(host: string): string | null {
  return getDomain(host, { allowPrivateDomains: true });
}

import { stands } from '../domain/consent.ts';
import type { OwedMail } from '../domain/owed.ts';
import { withdraw } from '../domain/withdrawal.ts';
import { loadConsent, loadConsents, storeWithdrawal } from '../storage/consents.ts';
import { loadRecord } from '../storage/records.ts';
import type { Table } from '../storage/table.ts';

/** The record may be moved by others at the same moment: tried until nobody did. */
const TRIES = 10;

/**
 * Withdraws a consent in the name of who gave it.
 * @param managers who is told
 * @returns false when it had ended already
 */
export async function endConsent(
  table: Table,
  receipt: string,
  managers: readonly string[],
  now: Date,
): Promise<boolean> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const consent = await loadConsent(table, receipt);
    if (!consent || !stands(consent)) return false;
    const record = await loadRecord(table, consent.record);
    const withdrawn = withdraw(consent, record, await loadConsents(table, consent.record), now);
    if (withdrawn.problems) return false;
    if (await storeWithdrawal(table, withdrawn, record, toldOf(receipt, managers))) return true;
  }
  throw new Error(`The record of ${receipt} kept moving.`);
}

function toldOf(receipt: string, people: readonly string[]): readonly OwedMail[] {
  return people.map((recipient) => ({ kind: 'withdrawn', reference: receipt, recipient }));
}

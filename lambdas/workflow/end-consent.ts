import { isInForce } from '../domain/consent.ts';
import type { ReceiptId } from '../domain/names.ts';
import type { OwedMail } from '../domain/owed.ts';
import { withdraw } from '../domain/withdrawal.ts';
import { loadConsent, loadConsents, storeWithdrawal } from '../storage/consents.ts';
import { loadRecord } from '../storage/records.ts';
import type { Table } from '../storage/table.ts';
import { untilUnmoved } from '../storage/until-unmoved.ts';

/** The record may be moved by others at the same moment: tried until nobody did. */
const TRIES = 10;

/**
 * Withdraws a consent in the name of who gave it.
 * @param managers who is told
 * @returns false when it had ended already
 */
export async function endConsent(
  table: Table,
  receipt: ReceiptId,
  managers: readonly string[],
  now: Date,
): Promise<boolean> {
  const ended = await untilUnmoved(TRIES, async () => {
    const consent = await loadConsent(table, receipt);
    if (!consent || !isInForce(consent)) return false;
    const record = await loadRecord(table, consent.record);
    const withdrawn = withdraw(consent, record, await loadConsents(table, consent.record), now);
    if (withdrawn.problems) return false;
    return (await storeWithdrawal(table, withdrawn.value, record, toldOf(receipt, managers))) ? true : null;
  });
  if (ended === null) throw new Error(`The record of ${receipt} kept moving.`);
  return ended;
}

function toldOf(receipt: ReceiptId, people: readonly string[]): readonly OwedMail[] {
  return people.map((recipient) => ({ kind: 'withdrawn', reference: receipt, recipient }));
}

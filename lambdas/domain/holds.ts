/** Why an objection holds nothing: it comes from nobody with a say, or from somebody whose power is used up for now. */
export type Unheld = 'stranger' | 'rejected-lately' | 'address-used-up' | 'domain-used-up' | 'share-used-up';

/** How much may be held at once by whom: a hold is power given to a stranger. */
export type Rations = {
  /** Records that one mailbox may hold in a day. */
  readonly perAddress: number;
  /** Records that all mailboxes of a domain may hold in a day. */
  readonly perDomain: number;
  /** What holds that nobody looked at may take out of the inventory, from 0 to 1; one record at least. */
  readonly share: number;
};

/** What is held already, and of how many records. */
export type HeldSoFar = {
  readonly byAddress: number;
  readonly byDomain: number;
  /** Records on hold, by any objector. */
  readonly held: number;
  readonly records: number;
};

/** An objection that is confirmed, as far as its power goes. */
export type Objector = {
  readonly hasSay: boolean;
  /** Whether an objection of its domain to this record was rejected not long ago. */
  readonly rejectedLately: boolean;
  /** Whether others hold the record already: then it takes none out. */
  readonly heldAlready: boolean;
};

/** How many records may be on hold. */
export function mostHeld(records: number, share: number): number {
  return Math.max(1, Math.floor(records * share));
}

/** Which objections of one sender hold their records, one after the other; null for those that do. */
export function rationed(
  objectors: readonly Objector[],
  soFar: HeldSoFar,
  { perAddress, perDomain, share }: Rations,
): readonly (Unheld | null)[] {
  let { byAddress, byDomain, held } = soFar;
  const most = mostHeld(soFar.records, share);
  return objectors.map(({ hasSay, rejectedLately, heldAlready }) => {
    if (!hasSay) return 'stranger';
    if (rejectedLately) return 'rejected-lately';
    if (byAddress >= perAddress) return 'address-used-up';
    if (byDomain >= perDomain) return 'domain-used-up';
    if (!heldAlready && held >= most) return 'share-used-up';
    byAddress += 1;
    byDomain += 1;
    held += heldAlready ? 0 : 1;
    return null;
  });
}

/** Whether somebody with a say is kept from holding by how much is held: the operator hears of it. */
export function isUsedUp(unheld: Unheld | null): boolean {
  return unheld === 'address-used-up' || unheld === 'domain-used-up' || unheld === 'share-used-up';
}

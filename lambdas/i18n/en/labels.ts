import type { Credit, Role } from '../../domain/documents.ts';
import type { InventoryRecord } from '../../domain/record.ts';
import type { RejectionReason, Status, Verdict } from '../../domain/submission.ts';
import { one } from './nouns.ts';

/** What the values of lists of choices are called. */
export const labels = {
  role: {
    owner: `I own or run the ${one}`,
    funder: 'I work for a funder',
    implementer: 'I work for an implementer',
    beneficiary: 'I work for a beneficiary',
    other: 'Something else',
  } satisfies Record<Role, string>,
  /** The same, said of the contributor to the manager. */
  roleOf: {
    owner: 'owner',
    funder: 'funder',
    implementer: 'implementer',
    beneficiary: 'beneficiary',
    other: 'something else',
  } satisfies Record<Role, string>,
  credit: {
    none: 'Do not name me',
    organisation: 'Name my organisation',
    name: 'Name me',
  } satisfies Record<Credit, string>,
  reason: {
    duplicate: 'We already have this',
    unverifiable: 'We could not verify it',
    incorrect: 'It does not match the sources we have',
    'out-of-scope': 'It is outside of what the inventory holds',
    other: 'Another reason',
  } satisfies Record<RejectionReason, string>,
  status: {
    unconfirmed: 'Waiting for you to confirm your address',
    pending: 'Waiting for a decision',
    approved: 'Approved',
    rejected: 'Not accepted',
    cancelled: 'Taken back',
    expired: 'Not confirmed in time',
    'awaiting-reply': 'Waiting for your answer',
    closed: 'Closed',
  } satisfies Record<Status, string>,
  verdict: {
    accepted: 'Accepted',
    edited: 'Accepted with an edit',
    declined: 'Not accepted',
    unneeded: 'The inventory already said this',
  } satisfies Record<Verdict, string>,
  addedByManager: 'Added by the portal manager',
  basis: {
    public: 'What is written here is publicly available.',
    consent: 'What is written here is published with the consent of its owner.',
  } satisfies Record<InventoryRecord['publication']['basis'], string>,
};

import { many } from './nouns.ts';

/** The words of receipts for machines; the labels of fields are those of the pages. */
export const receiptWords = {
  purpose: `To keep a public inventory of ${many} that anybody may read, copy and use.`,
  recipients: 'The public',
  untilWithdrawn: 'Withdrawal of the consent',
  contactKept: 'Name and address of who consented, after the consent ended',
  named: 'Organisation and role of who consented, and when',
  rights: 'To know what is held, to have it corrected or deleted, to object, to withdraw this consent',
  method: {
    given: 'A box ticked on a form, and an address confirmed by the link in a mail',
    renewed: 'An answer on the page of a mailed link',
    withdrawn: 'An answer on the page of a mailed link',
    revoked: 'A decision of the portal on an objection',
  },
};

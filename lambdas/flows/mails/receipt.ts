import { receiptMail } from '../../mail/receipt.ts';
import { loadNotice } from '../../storage/notices.ts';
import { mintLink } from '../mint-link.ts';
import { RECEIPT_TYPE, receiptFile, receiptOf } from '../receipt-document.ts';
import type { ComposeOfConsent } from './compose.ts';

export const receipt: ComposeOfConsent = async (dependencies, owed, { consent, title }, context) => {
  const { url } = await mintLink(dependencies, owed, 'withdraw');
  const notice = await loadNotice(dependencies.table, consent.noticeSha256);
  const document = await receiptOf(dependencies, consent, context.language);
  const attachment = {
    filename: receiptFile(consent),
    contentType: RECEIPT_TYPE,
    content: JSON.stringify(document, null, 2),
  };
  return receiptMail({ consent, title, notice, attachment, link: url }, context);
};

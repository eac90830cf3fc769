import { type ConsentRecord, stands } from '../domain/consent.ts';
import type { ConsentMailKind, OwedMail } from '../domain/owed.ts';
import { recordPath } from '../domain/record-path.ts';
import { accuracyMail } from '../mail/accuracy.ts';
import type { Message } from '../mail/message.ts';
import { receiptMail, withdrawalLinkMail } from '../mail/receipt.ts';
import { goneMail, withdrawnMail } from '../mail/withdrawal.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadNotice } from '../storage/notices.ts';
import { loadRecord } from '../storage/records.ts';
import { loadAsked } from '../workflow/accuracy.ts';
import { mailContext } from './mail-context.ts';
import { mintLink } from './mint-link.ts';
import { RECEIPT_TYPE, receiptFile, receiptOf } from './receipt-document.ts';

type Owed = OwedMail & { readonly kind: ConsentMailKind };

/** The mail about a consent that is owed; null when what it would say is no longer so. */
export async function consentMail(
  dependencies: Dependencies,
  owed: Owed,
  consent: ConsentRecord,
): Promise<Message | null> {
  const { table, publicUrl } = dependencies;
  const context = mailContext(dependencies, owed, consent.language);
  const title = (await loadRecord(table, consent.record))?.content.title ?? consent.record;
  switch (owed.kind) {
    case 'receipt': {
      const { url } = await mintLink(dependencies, owed, 'withdraw');
      const notice = await loadNotice(table, consent.noticeSha256);
      const document = await receiptOf(dependencies, consent, context.language);
      const attachment = {
        filename: receiptFile(consent),
        contentType: RECEIPT_TYPE,
        content: JSON.stringify(document, null, 2),
      };
      return receiptMail({ consent, title, notice, attachment, link: url }, context);
    }
    case 'withdrawal-link': {
      const { url } = await mintLink(dependencies, owed, 'withdraw');
      return withdrawalLinkMail({ consent, title, link: url }, context);
    }
    case 'still-accurate': {
      const asked = await loadAsked(table, consent.record, consent.receipt);
      if (!stands(consent) || !asked || asked.askedAt === null) return null;
      const { url } = await mintLink(dependencies, owed, 'accurate');
      const { receipt: name } = consent;
      return accuracyMail({ name, title, since: asked.since, why: 'consented', link: url }, context);
    }
    case 'withdrawn':
      return withdrawnMail({ consent, title, recordUrl: publicUrl + recordPath(consent.record) }, context);
    case 'gone':
      return consent.gone ? goneMail({ consent, gone: consent.gone }, context) : null;
    default:
      return owed.kind satisfies never;
  }
}

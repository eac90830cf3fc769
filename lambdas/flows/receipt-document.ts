import type { ConsentRecord } from '../domain/consent.ts';
import { type LinkedData, receiptDocument } from '../domain/receipt.ts';
import { type Language, messagesFor } from '../i18n/messages.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadConsentEvents } from '../storage/consents.ts';
import { loadNotice } from '../storage/notices.ts';

/** The receipt of a consent for machines, as it stands now. */
export async function receiptOf(
  { table, settings, publicUrl, now }: Dependencies,
  consent: ConsentRecord,
  language: Language,
): Promise<LinkedData> {
  const { portal, inventory, controller, retention } = settings;
  const { receiptWords, fields } = messagesFor(language);
  return receiptDocument({
    consent,
    events: await loadConsentEvents(table, consent.receipt),
    notice: await loadNotice(table, consent.noticeSha256),
    controller: { ...controller, mailbox: portal.mailbox, url: portal.url },
    publicUrl,
    licence: inventory.licence.url,
    contactMonths: retention.contactMonths,
    words: { ...receiptWords, fields },
    at: now().toISOString(),
  });
}

/** What the file of a receipt is called, attached or downloaded. */
export function receiptFile({ receipt }: ConsentRecord): string {
  return `${receipt}.jsonld`;
}

export const RECEIPT_TYPE = 'application/ld+json';

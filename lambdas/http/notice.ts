import type { ShownNotice } from '../domain/notice.ts';
import type { Language } from '../i18n/messages.ts';
import { noticeInForce } from '../i18n/notices.ts';

type Portal = {
  readonly portal: { readonly name: string; readonly mailbox: string };
  readonly inventory: { readonly licence: { readonly name: string } };
  readonly retention: { readonly contactMonths: number };
  readonly accuracy: { readonly months: number };
  readonly controller: { readonly name: string; readonly address: string };
};

/** The notice in force as this portal shows it. */
export function portalNotice(
  language: Language,
  { portal, inventory, retention, accuracy, controller }: Portal,
  publicUrl: string,
): ShownNotice {
  return noticeInForce(language, {
    portal: portal.name,
    mailbox: portal.mailbox,
    licence: inventory.licence.name,
    contactMonths: retention.contactMonths,
    accuracyMonths: accuracy.months,
    controller: `${controller.name}, ${controller.address}`,
    url: publicUrl,
  });
}

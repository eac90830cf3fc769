import type { ConsentRecord } from '../../domain/consent.ts';
import type { ConsentMailKind, OwedMail } from '../../domain/owed.ts';
import type { Message } from '../../mail/message.ts';
import type { Dependencies } from '../../runtime/dependencies.ts';
import { loadRecord } from '../../storage/records.ts';
import { mailContext } from '../mail-context.ts';
import type { ComposeOfConsent } from './compose.ts';
import { gone } from './gone.ts';
import { receipt } from './receipt.ts';
import { stillAccurate } from './still-accurate.ts';
import { withdrawalLink } from './withdrawal-link.ts';
import { withdrawn } from './withdrawn.ts';

const mails: Readonly<Record<ConsentMailKind, ComposeOfConsent>> = {
  receipt,
  'withdrawal-link': withdrawalLink,
  withdrawn,
  gone,
  'still-accurate': stillAccurate,
};

/** The mail about a consent that is owed; null when what it would say is no longer so. */
export async function consentMail(
  dependencies: Dependencies,
  owed: OwedMail & { readonly kind: ConsentMailKind },
  consent: ConsentRecord,
): Promise<Message | null> {
  const title = (await loadRecord(dependencies.table, consent.record))?.content.title ?? consent.record;
  const context = mailContext(dependencies, owed, consent.language);
  return mails[owed.kind](dependencies, owed, { consent, title }, context);
}

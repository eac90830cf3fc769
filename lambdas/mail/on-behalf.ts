import { type Block, facts, quoted } from './blocks.ts';
import type { MailContext } from './message.ts';

/** For whom somebody consents. */
export function onBehalf(
  organisation: string | null,
  { mails, review }: MailContext['messages'],
): readonly Block[] {
  return organisation === null
    ? facts([[review.consentFor, [mails.review.noOrganisation]]])
    : quoted([[review.consentFor, [organisation]]]);
}

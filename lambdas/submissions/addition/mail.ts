import { facts, quoted } from '../../mail/blocks.ts';
import { onBehalf } from '../../mail/on-behalf.ts';
import type { MailLines } from '../mail.ts';

export const additionLines: MailLines<'addition'> = {
  matter: ({ basis }, { messages }) => {
    const { review } = messages.mails;
    if (basis.basis === 'public') return quoted([[review.basis, basis.sources]]);
    return [...facts([[review.basis, [review.byConsent]]]), ...onBehalf(basis.organisation, messages)];
  },
};

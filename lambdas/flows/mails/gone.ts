import { goneMail } from '../../mail/withdrawal.ts';
import type { ComposeOfConsent } from './compose.ts';

export const gone: ComposeOfConsent = async (_dependencies, _owed, { consent }, context) =>
  consent.gone ? goneMail({ consent, gone: consent.gone }, context) : null;

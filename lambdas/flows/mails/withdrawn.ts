import { recordPath } from '../../domain/record-path.ts';
import { withdrawnMail } from '../../mail/withdrawal.ts';
import type { ComposeOfConsent } from './compose.ts';

export const withdrawn: ComposeOfConsent = async ({ publicUrl }, _owed, { consent, title }, context) =>
  withdrawnMail({ consent, title, recordUrl: publicUrl + recordPath(consent.record) }, context);

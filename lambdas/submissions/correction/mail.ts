import { whatChanges } from '../../mail/message.ts';
import type { MailLines } from '../mail.ts';

export const correctionLines: MailLines<'correction'> = {
  what: (diffs, context) =>
    whatChanges(
      diffs.map(({ field }) => field),
      context,
    ),
  matter: () => [],
};

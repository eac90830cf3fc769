import type { MailLines } from '../mail.ts';

export const correctionLines: MailLines<'correction'> = {
  matter: () => [],
};

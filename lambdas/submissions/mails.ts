import { additionLines } from './addition/mail.ts';
import { consentLines } from './consent/mail.ts';
import { correctionLines } from './correction/mail.ts';
import type { Kind } from './kinds.ts';
import type { MailLines } from './mail.ts';
import { objectionLines } from './objection/mail.ts';

const lines: { readonly [K in Kind]: MailLines<K> } = {
  correction: correctionLines,
  addition: additionLines,
  consent: consentLines,
  objection: objectionLines,
};

/** How mails tell of a kind, to be asked about submissions of that kind. */
export function linesOf({ kind }: { readonly kind: Kind }): MailLines {
  return lines[kind] as MailLines;
}

import { CONTRIBUTOR, type OwedMail } from '../domain/owed.ts';
import { messagesFor, readLanguage } from '../i18n/messages.ts';
import type { MailContext } from '../mail/message.ts';
import type { Dependencies } from '../runtime/dependencies.ts';

/** The words of a mail: in the language of who sent something, or of those who decide. */
export function mailContext(
  { settings }: Dependencies,
  { recipient }: OwedMail,
  spoken: string,
): MailContext {
  const language = readLanguage(recipient === CONTRIBUTOR ? spoken : null);
  return { messages: messagesFor(language), language, portal: settings.portal };
}

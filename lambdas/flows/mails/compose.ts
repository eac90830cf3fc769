import type { ConsentRecord } from '../../domain/consent.ts';
import type { OwedMail } from '../../domain/owed.ts';
import type { Submission } from '../../domain/submission.ts';
import type { MailContext, Message } from '../../mail/message.ts';
import type { Dependencies } from '../../runtime/dependencies.ts';

/** Composes a mail that is owed; null when what it would say is no longer so. */
export type Compose<About> = (
  dependencies: Dependencies,
  owed: OwedMail,
  about: About,
  context: MailContext,
) => Promise<Message | null>;

export type ComposeOfSubmission = Compose<Submission>;

/** Of a consent, with what the record is called now. */
export type ComposeOfConsent = Compose<{ readonly consent: ConsentRecord; readonly title: string }>;

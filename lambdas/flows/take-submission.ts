import { decidersOf } from '../config/people.ts';
import type { SubmissionDocument } from '../domain/documents.ts';
import type { Problem } from '../domain/refusals.ts';
import { clientNetwork } from '../http/client-network.ts';
import type { HttpRequest } from '../http/exchange.ts';
import { portalNotice } from '../http/notice.ts';
import { readLanguage } from '../i18n/messages.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { type Receipt, receive } from '../storage/receive.ts';
import { countSubmission, type Excess, type Sender } from '../storage/submission-limits.ts';

/** How it was sent: under which key, and whether by a form that was open as long as a person needs. */
export type Sending = { readonly key: string | null; readonly proven: boolean };

/** Taken, refused for being too much, or refused by rules. */
export type Taken =
  | { readonly receipt: Receipt }
  | { readonly excess: Excess }
  | { readonly problems: readonly Problem[] };

/** Stores a submission within the limits of whoever sends it. */
export async function takeSubmission(
  dependencies: Dependencies,
  request: HttpRequest,
  document: SubmissionDocument,
  { key, proven }: Sending,
): Promise<Taken> {
  const { table, settings, publicUrl, limited, now, measure } = dependencies;
  const sender: Sender = { network: clientNetwork(request), email: document.contributor.email, proven };
  const excess = limited ? await countSubmission(table, settings.limits, sender, now()) : null;
  if (excess) return { excess };
  const options = {
    table,
    deciders: decidersOf(settings.people),
    notice: portalNotice(readLanguage(document.language), settings, publicUrl),
    ...settings.links,
  };
  const result = await receive(options, document, key, now());
  if (!('reference' in result)) return { problems: result };
  measure('Accepted');
  return { receipt: result };
}

/** Where a submission's status is shown. */
export function statusPath({ reference, token }: Receipt): string {
  return `/submissions/${reference}?t=${token}`;
}

import { decidersOf } from '../config/people.ts';
import type { SubmissionDocument } from '../domain/documents.ts';
import type { Problem } from '../domain/refusals.ts';
import type { HttpRequest } from '../http/exchange.ts';
import { portalNotice } from '../http/notice.ts';
import { readLanguage } from '../i18n/messages.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { type Receipt, receive } from '../storage/receive.ts';
import { countSubmission, type Excess, type Sender } from '../storage/submission-limits.ts';

/** How it was sent. */
export type Sending = {
  readonly key: string | null;
  /** Whether by a form that was open as long as a person needs. */
  readonly proven: boolean;
  /** The first submission of the bundle that it is added to, and whether that has a mail sent to the address. */
  readonly joins: { readonly lead: string; readonly asks: boolean } | null;
};

/** Taken, refused for being too much, or refused by rules; paths lead from the list of documents. */
export type Taken =
  | { readonly receipt: Receipt }
  | { readonly excess: Excess }
  | { readonly problems: readonly Problem[] };

/** Stores what is sent in one go, within the limits of whoever sends it. */
export async function takeSubmissions(
  dependencies: Dependencies,
  request: HttpRequest,
  documents: readonly SubmissionDocument[],
  { key, proven, joins }: Sending,
): Promise<Taken> {
  const { table, settings, publicUrl, limited, now, measure } = dependencies;
  const [first] = documents;
  const mailed = joins === null || joins.asks ? (first?.contributor.email ?? null) : null;
  const sender: Sender = {
    network: request.network,
    email: mailed,
    proven,
    count: documents.length,
  };
  const excess = limited ? await countSubmission(table, settings.limits, sender, now()) : null;
  if (excess) return { excess };
  const options = {
    table,
    deciders: decidersOf(settings.people),
    notice: portalNotice(readLanguage(first?.language ?? ''), settings, publicUrl),
    ...settings.links,
  };
  const result = await receive(options, { documents, joins: joins?.lead ?? null }, key, now());
  if (!('reference' in result)) return { problems: result };
  measure('Accepted', documents.length);
  return { receipt: result };
}

/** Problems of the only document, by paths that lead from it. */
export function ofTheOnly(problems: readonly Problem[]): readonly Problem[] {
  return problems.map(({ path, ...rest }) => ({ path: path.slice(1), ...rest }));
}

/** Where a submission's status is shown. */
export function statusPath({ reference, token }: Pick<Receipt, 'reference' | 'token'>): string {
  return `/submissions/${reference}?t=${token}`;
}

import { decidersOf } from '../config/people.ts';
import type { Reference } from '../domain/names.ts';
import type { Problem } from '../domain/refusals.ts';
import type { HttpRequest } from '../http/exchange.ts';
import { portalNotice } from '../http/notice.ts';
import { readLanguage } from '../i18n/messages.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { countSent } from '../storage/mail-limits.ts';
import { countSubmission, type Sender } from '../storage/submission-limits.ts';
import type { SubmissionDocument } from '../submissions/documents.ts';
import { type Receipt, type ReceiveResult, receive } from '../workflow/receive.ts';

/** How it was sent. */
export type Sending = {
  readonly key: string | null;
  /** Whether by a form that was open as long as a person needs. */
  readonly proven: boolean;
  /** The first submission of the bundle that it is added to. */
  readonly joins: Reference | null;
};

/** Stores what is sent in one go, within the limits of the contributor. */
export async function takeSubmissions(
  dependencies: Dependencies,
  request: HttpRequest,
  documents: readonly SubmissionDocument[],
  { key, proven, joins }: Sending,
): Promise<ReceiveResult> {
  const { table, settings, publicUrl, limited, now, measure } = dependencies;
  const { limits } = settings;
  const [first] = documents;
  const sender: Sender = { network: request.network, proven, count: documents.length };
  const excess = limited ? await countSubmission(table, limits, sender, now()) : null;
  if (excess) return { value: { excess } };
  const email = first?.contributor.email ?? null;
  const options = {
    table,
    deciders: decidersOf(settings),
    notice: portalNotice(readLanguage(first?.language ?? ''), settings, publicUrl),
    ...settings.links,
    countMail: countedOnce(async () =>
      limited && email !== null ? countSent(table, limits, email, now()) : null,
    ),
  };
  const result = await receive(options, { documents, joins }, key, now());
  if (result.value && 'receipt' in result.value) measure('Accepted', documents.length);
  return result;
}

/** What is tried again is still one mail. */
function countedOnce(count: () => Promise<number | null>): () => Promise<number | null> {
  let counted: Promise<number | null> | undefined;
  return () => {
    counted ??= count();
    return counted;
  };
}

/** Problems of the only document, by paths that lead from it. */
export function ofTheOnly(problems: readonly Problem[]): readonly Problem[] {
  return problems.map(({ path, ...rest }) => ({ path: path.slice(1), ...rest }));
}

/** Where a submission's status is shown. */
export function statusPath({ reference, token }: Pick<Receipt, 'reference' | 'token'>): string {
  return `/submissions/${reference}?t=${token}`;
}

import type { Bundle } from '../domain/bundle.ts';
import type { Moved } from '../domain/shown.ts';
import { seenText } from '../domain/shown.ts';
import { isDecided, isWaiting, leadOf } from '../domain/submission.ts';
import { offerOf } from '../forms/edited-values.ts';
import { type HttpRequest, type HttpResponse, ownPath, privatePage } from '../http/exchange.ts';
import { pageContext } from '../http/page-context.ts';
import type { Unrecorded } from '../pages/components/unrecorded.ts';
import { endedPage } from '../pages/ended.tsx';
import { expiredLinkPage } from '../pages/expired-link.tsx';
import type { FormProblem } from '../pages/form-problem.ts';
import { type Onwards, outcomePage } from '../pages/outcome.tsx';
import { reviewPage } from '../pages/review.tsx';
import type { Dependencies } from '../runtime/dependencies.ts';
import { isExpired } from '../storage/links.ts';
import { sha256 } from '../storage/secrets.ts';
import { loadContact } from '../storage/submissions.ts';
import { holdingOf, loadRemoval } from '../submissions/objection/around-review.ts';
import { duplicatesOf } from './duplicates.ts';
import { offeredId } from './offered-id.ts';
import type { OpenReview } from './review-link.ts';

/** How the page of a decision comes: the first time, or back. */
export type Filled = {
  readonly status: number;
  readonly problems: readonly FormProblem[];
  /** What was chosen and typed. */
  readonly typed: ReadonlyMap<string, string>;
  /** What is not as it was read; null where nothing is. */
  readonly moved: Moved | null;
  /** Whether so much is decided at this moment that nothing could be stored. */
  readonly busy?: boolean;
};

const fresh: Filled = { status: 200, problems: [], typed: new Map(), moved: null };

export async function showReview(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: OpenReview,
): Promise<HttpResponse> {
  return (
    showOutcome(dependencies, request, opened, null) ?? askForDecision(dependencies, request, opened, fresh)
  );
}

/**
 * What was decided, or that nothing has to be any more; null while something has.
 * @param unrecorded what somebody wanted who came too late for it
 */
export function showOutcome(
  { settings }: Dependencies,
  request: HttpRequest,
  { submission, bundle, person }: OpenReview,
  unrecorded: Unrecorded['wanted'] | null,
): HttpResponse | null {
  const context = pageContext(request, settings.portal);
  if (submission.status !== 'unconfirmed' && !isDecided(submission) && !isWaiting(submission)) {
    return privatePage(200, endedPage(submission, context));
  }
  if (!isDecided(submission)) return null;
  const { by } = submission.decision;
  const decidedBy = settings.people.find(({ id }) => id === by)?.name ?? by;
  const late = unrecorded === null ? null : { wanted: unrecorded, own: by === person.id };
  const page = outcomePage({ submission, decidedBy, late, onwards: onwards(request, bundle) }, context);
  return privatePage(200, page);
}

/** The next of a bundle that waits for a decision, and the way back to all of it; null for one that came alone. */
function onwards({ path }: HttpRequest, bundle: Bundle): Onwards | null {
  if (bundle.length === 1) return null;
  const next = bundle.find(({ status }) => status === 'pending');
  if (!next) return { all: path, next: null };
  const href = ownPath({ path, query: new URLSearchParams({ of: next.reference }) });
  return { all: path, next: { title: next.title, href } };
}

export async function askForDecision(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: OpenReview,
  { status, problems, typed, moved, busy = false }: Filled,
): Promise<HttpResponse> {
  const { link, person, bundle, submission, record, diffs, rivals, shown } = opened;
  const { table, settings, now } = dependencies;
  if (isExpired(link, now())) return offerFreshReview(dependencies, request, problems);
  const props = {
    submission,
    contact: await loadContact(table, leadOf(submission)),
    record,
    diffs,
    rivals,
    duplicates: await duplicatesOf(table, submission),
    offeredId: await offeredId(table, submission, typed.get('value[id]') ?? null),
    removal: await loadRemoval(dependencies, submission, record),
    holding: holdingOf(request, submission, record),
    seen: seenText(shown),
    offered: new Map(diffs.map(({ field, merged }) => [field, offerOf(field, merged, sha256)])),
    problems,
    typed,
    moved,
    busy,
    reviewer: { name: person.name },
    all: bundle.length > 1 ? request.path : null,
  };
  return privatePage(status, reviewPage(props, pageContext(request, settings.portal)));
}

export function offerFreshReview(
  { settings }: Dependencies,
  request: HttpRequest,
  problems: readonly FormProblem[],
): HttpResponse {
  const page = expiredLinkPage({ kind: 'review', problems }, pageContext(request, settings.portal));
  return privatePage(problems.length > 0 ? 422 : 200, page);
}

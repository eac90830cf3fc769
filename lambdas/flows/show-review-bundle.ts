import type { Content } from '../domain/record.ts';
import { movedSince, seenText } from '../domain/shown.ts';
import { isDecided, isWaiting, leadOf, type Submission } from '../domain/submission.ts';
import { type HttpRequest, type HttpResponse, ownPath, privatePage } from '../http/exchange.ts';
import { pageContext } from '../http/page-context.ts';
import type { ReviewedObjection } from '../pages/components/reviewed-objection.tsx';
import type { Unrecorded } from '../pages/components/unrecorded.ts';
import { endedPage } from '../pages/ended.tsx';
import type { FormProblem } from '../pages/form-problem.ts';
import { type Late, reviewBundlePage } from '../pages/review-bundle.tsx';
import type { Dependencies } from '../runtime/dependencies.ts';
import { isExpired } from '../storage/links.ts';
import { loadRecord } from '../storage/records.ts';
import { loadContact } from '../storage/submissions.ts';
import type { Table } from '../storage/table.ts';
import { loadRemoval } from '../submissions/objection/around-review.ts';
import { openReview, type ReviewLink } from './review-link.ts';
import { offerFreshReview } from './show-review.ts';

/** How the page of a bundle comes back. */
export type FilledBundle = {
  readonly status: number;
  readonly problems: readonly FormProblem[];
  readonly typed: ReadonlyMap<string, string>;
  /** The references of those that moved while they were read. */
  readonly moved: readonly string[];
  /** What was chosen and came too late, by reference. */
  readonly late: ReadonlyMap<string, Unrecorded['wanted']>;
};

const fresh: FilledBundle = { status: 200, problems: [], typed: new Map(), moved: [], late: new Map() };

/**
 * All of a bundle, with the way to each; objections that wait are decided on here. An expired link offers a fresh one while any
 * of it waits.
 */
export async function showReviewBundle(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: ReviewLink,
  filled: Partial<FilledBundle> = {},
): Promise<HttpResponse> {
  const { settings, table, now } = dependencies;
  const { link, person, bundle: whole } = opened;
  const bundle = whole.filter(isToBeSeen);
  const context = pageContext(request, settings.portal);
  if (bundle.length === 0) return privatePage(200, endedPage(whole[0], context));
  if (bundle.some(isWaiting) && isExpired(link, now())) return offerFreshReview(dependencies, request, []);
  const { status, late, problems, ...back } = { ...fresh, ...filled };
  const objections = bundle.filter((one) => isWaiting(one) && one.kind === 'objection');
  const props = {
    submissions: bundle,
    one: (of: string) => ownPath({ path: request.path, query: new URLSearchParams({ of }) }),
    objections: await Promise.all(objections.map((one) => reviewed(dependencies, opened, one, back))),
    contents: await contentsOf(table, bundle.filter(isWaiting)),
    contact: await loadContact(table, leadOf(whole[0])),
    reviewer: { name: person.name },
    late: whole.flatMap((one) => latecomer(dependencies, person.id, one, late.get(one.reference))),
    ...{ problems, typed: back.typed },
  };
  return privatePage(status, reviewBundlePage(props, context));
}

/** What waits for its address is not to be seen yet, and what ended before it waited for a decision never was. */
function isToBeSeen(one: Submission): boolean {
  return isWaiting(one) || isDecided(one) || (one.status === 'closed' && 'pendingSince' in one);
}

/** Who wanted something of one of the bundle that was over by then, and what stands. */
function latecomer(
  { settings }: Dependencies,
  person: string,
  submission: Submission,
  wanted: Unrecorded['wanted'] | undefined,
): readonly Late[] {
  if (wanted === undefined) return [];
  const by = isDecided(submission) ? submission.decision.by : null;
  const decidedBy = settings.people.find(({ id }) => id === by)?.name ?? by ?? '';
  return [{ submission, wanted, own: by === person, decidedBy }];
}

/** What the records say now: what is sent is held against the names that they list. */
async function contentsOf(
  table: Table,
  waiting: readonly Submission[],
): Promise<ReadonlyMap<string, Content>> {
  const found = await Promise.all(
    waiting.map(async ({ reference, record }) => {
      const current = record === null ? null : await loadRecord(table, record);
      return current === null ? [] : ([[reference, current.content]] as const);
    }),
  );
  return new Map(found.flat());
}

async function reviewed(
  dependencies: Dependencies,
  link: ReviewLink,
  submission: Submission,
  { typed, moved }: Pick<FilledBundle, 'typed' | 'moved'>,
): Promise<ReviewedObjection> {
  const { record, shown } = await openReview(dependencies.table, link, submission);
  const isBack = moved.includes(submission.reference);
  const read = typed.get(`seen[${submission.reference}]`) ?? '';
  return {
    submission,
    record,
    removal: await loadRemoval(dependencies, submission, record),
    seen: seenText(shown),
    moved: isBack ? movedSince(read, shown) : null,
    busy: isBack && movedSince(read, shown) === null,
  };
}

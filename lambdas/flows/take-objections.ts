import { isDecided, isWaiting } from '../domain/submission.ts';
import { readForm } from '../http/body.ts';
import { typedInputs } from '../http/common-form.ts';
import { type Decision, readDecision } from '../http/decision-form.ts';
import { type HttpRequest, type HttpResponse, ownPath, seeOther } from '../http/exchange.ts';
import { memberForm, memberProblem, membersNamed } from '../http/member-form.ts';
import type { FormProblem } from '../pages/form-problem.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadBundle } from '../storage/bundles.ts';
import { newReceipt } from '../storage/secrets.ts';
import { type OpenReview, openReview, type ReviewLink } from './open-review.ts';
import { showReviewBundle } from './show-review-bundle.ts';
import { type Settled, storeDecision } from './store-decision.ts';

/** A decision on one of a bundle. */
type Member = { readonly opened: OpenReview; readonly seen: string; readonly command: Decision };

/**
 * Decides on objections of one bundle, each by itself, in the order of a single one: what is decided already, what is wrong,
 * what moved. What has no decision stays waiting; where anything is wrong, nothing is decided; what moved comes back, and
 * the rest is decided.
 */
export async function takeObjections(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: ReviewLink,
): Promise<HttpResponse> {
  const form = readForm(request);
  const objections = opened.bundle.filter(({ kind }) => kind === 'objection');
  const waiting = objections.filter(isWaiting);
  const named = new Set(membersNamed(form, 'decision'));
  const decided = objections.some((one) => isDecided(one) && named.has(one.reference));
  const chosen = waiting.filter(({ reference }) => named.has(reference));
  const stray = [...named].filter((one) => objections.every(({ reference }) => reference !== one));
  if (waiting.length === 0 || (decided && chosen.length === 0 && stray.length === 0)) {
    return showReviewBundle(dependencies, request, opened, { late: decided });
  }
  const typed = typedInputs(form);
  const read = await Promise.all(
    chosen.map(async (one) => readMember(await openReview(dependencies.table, opened, one), form)),
  );
  const problems: readonly FormProblem[] = [
    ...stray.map((one): FormProblem => ({ name: `decision[${one}]`, rule: 'unknown-field' })),
    ...(named.size === 0
      ? [memberProblem({ name: 'decision', rule: 'decision-missing' }, waiting[0]?.reference ?? '')]
      : []),
    ...read.flatMap((one) => ('problems' in one ? one.problems : [])),
  ];
  if (problems.length > 0) {
    return showReviewBundle(dependencies, request, opened, { status: 422, problems, typed });
  }
  const members = read.flatMap((one) => ('problems' in one ? [] : [one]));
  return storeAll(dependencies, request, opened, members, typed);
}

function readMember(
  opened: OpenReview,
  form: URLSearchParams,
): Member | { readonly problems: readonly FormProblem[] } {
  const { submission, person } = opened;
  const { reference } = submission;
  const decided = { submission, edited: new Set<never>(), open: [] };
  const decider = { by: person.id, receipt: newReceipt() };
  const read = readDecision(memberForm(form, reference), decided, decider);
  if ('problems' in read) return { problems: read.problems.map((one) => memberProblem(one, reference)) };
  return { opened, ...read };
}

async function storeAll(
  dependencies: Dependencies,
  request: HttpRequest,
  link: ReviewLink,
  members: readonly Member[],
  typed: ReadonlyMap<string, string>,
): Promise<HttpResponse> {
  const moved: string[] = [];
  const problems: FormProblem[] = [];
  const settled = new Map<string, Settled['result']>();
  for (const { opened, seen, command } of members) {
    const { reference } = opened.submission;
    const outcome = await storeDecision(dependencies, opened, seen, command);
    settled.set(reference, outcome.result);
    if (outcome.result === 'moved') moved.push(reference);
    if (outcome.result === 'refused')
      problems.push(...outcome.problems.map((one) => memberProblem(one, reference)));
  }
  const late = [...settled.values()].includes('over');
  if (moved.length + problems.length === 0 && !late) return seeOther(ownPath(request));
  const bundle = (await loadBundle(dependencies.table, link.link.reference)) ?? link.bundle;
  const status = moved.length > 0 ? 409 : problems.length > 0 ? 422 : 200;
  return showReviewBundle(
    dependencies,
    request,
    { ...link, bundle },
    { status, problems, typed, moved, late },
  );
}

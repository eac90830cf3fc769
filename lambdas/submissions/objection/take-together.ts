import type { Decision } from '../../domain/commands.ts';
import type { Result } from '../../domain/result.ts';
import { isDecided, isWaiting, type Submission } from '../../domain/submission.ts';
import { countDecided, type OpenReview, openReview, type ReviewLink } from '../../flows/review-link.ts';
import { type FilledBundle, showReviewBundle } from '../../flows/show-review-bundle.ts';
import { typedInputs } from '../../forms/common.ts';
import { decisionProblem, readDecision, wantedBy } from '../../forms/decision.ts';
import { memberForm, memberProblem, membersNamed } from '../../forms/member.ts';
import { formBody } from '../../http/body.ts';
import { type HttpRequest, type HttpResponse, ownPath, seeOther } from '../../http/exchange.ts';
import { isRepeat, type Unrecorded } from '../../pages/components/unrecorded.ts';
import type { FormProblem } from '../../pages/form-problem.ts';
import type { Dependencies } from '../../runtime/dependencies.ts';
import { newReceipt } from '../../storage/secrets.ts';
import { loadBundle } from '../../workflow/bundles.ts';
import { decideSubmission } from '../../workflow/decide-submission.ts';

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
  const form = formBody(request);
  const objections = opened.bundle.filter(({ kind }) => kind === 'objection');
  const waiting = objections.filter(isWaiting);
  const named = new Set(membersNamed(form, 'decision'));
  const over = objections.filter((one) => isOver(one) && named.has(one.reference));
  const late = new Map(over.map((one) => [one.reference, wantedOf(form, one)]));
  const chosen = waiting.filter(({ reference }) => named.has(reference));
  const stray = [...named].filter((one) =>
    objections.every((other) => other.reference !== one || other.status === 'unconfirmed'),
  );
  const [oldest] = waiting;
  if (!oldest || (late.size > 0 && chosen.length === 0 && stray.length === 0)) {
    return showReviewBundle(dependencies, request, opened, { late });
  }
  const typed = typedInputs(form);
  const read = await Promise.all(
    chosen.map(async (one) => readMember(await openReview(dependencies.table, opened, one), form)),
  );
  const problems: readonly FormProblem[] = [
    ...stray.map((one): FormProblem => ({ name: `decision[${one}]`, rule: 'unknown-field' })),
    ...(named.size === 0
      ? [memberProblem({ name: 'decision', rule: 'decision-missing' }, oldest.reference)]
      : []),
    ...read.flatMap((one) => one.problems ?? []),
  ];
  if (problems.length > 0) {
    return showReviewBundle(dependencies, request, opened, { status: 422, problems, typed, late });
  }
  const members = read.flatMap((one) => (one.problems ? [] : one.value));
  const news = over.filter((one) => !isRepeated(one, form, opened));
  const told = new Map([...late].filter(([one]) => news.some(({ reference }) => reference === one)));
  return storeAll(dependencies, request, opened, members, { typed, late: told });
}

/** Whether nobody decides on it any more. */
function isOver(one: Submission): boolean {
  return !isWaiting(one) && one.status !== 'unconfirmed';
}

function wantedOf(form: URLSearchParams, { reference }: Submission): Unrecorded['wanted'] {
  return wantedBy(memberForm(form, reference));
}

/** A second click on what was decided says nothing new beside other decisions. */
function isRepeated(one: Submission, form: URLSearchParams, { person }: ReviewLink): boolean {
  const own = isDecided(one) && one.decision.by === person.id;
  return isRepeat({ wanted: wantedOf(form, one), own }, one);
}

function readMember(opened: OpenReview, form: URLSearchParams): Result<Member, FormProblem> {
  const { submission, person } = opened;
  const { reference } = submission;
  const decided = { submission, edited: new Set<never>(), open: [] };
  const decider = { by: person.id, receipt: newReceipt() };
  const read = readDecision(memberForm(form, reference), decided, decider);
  if (read.problems) return { problems: read.problems.map((one) => memberProblem(one, reference)) };
  return { value: { opened, ...read.value } };
}

async function storeAll(
  dependencies: Dependencies,
  request: HttpRequest,
  link: ReviewLink,
  members: readonly Member[],
  { typed, late: before }: Pick<FilledBundle, 'typed' | 'late'>,
): Promise<HttpResponse> {
  const moved: string[] = [];
  const problems: FormProblem[] = [];
  const late = new Map(before);
  for (const { opened, seen, command } of members) {
    const { reference } = opened.submission;
    const outcome = await decideSubmission(dependencies, opened, seen, command);
    if (outcome.result === 'stored') countDecided(dependencies, command);
    if (outcome.result === 'over') late.set(reference, command.type);
    if (outcome.result === 'moved') moved.push(reference);
    if (outcome.result === 'refused')
      problems.push(
        ...outcome.problems.map((one) => memberProblem(decisionProblem(one, opened.submission), reference)),
      );
  }
  if (moved.length + problems.length + late.size === 0) return seeOther(ownPath(request));
  const bundle = (await loadBundle(dependencies.table, link.bundle[0].reference)) ?? link.bundle;
  const status = moved.length > 0 ? 409 : problems.length > 0 ? 422 : 200;
  return showReviewBundle(
    dependencies,
    request,
    { ...link, bundle },
    { status, problems, typed, moved, late },
  );
}

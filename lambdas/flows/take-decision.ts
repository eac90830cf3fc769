import { decidersOf } from '../config/people.ts';
import { isListStep } from '../domain/list-step.ts';
import { type Problem, problem } from '../domain/refusals.ts';
import { type Moved, movedSince } from '../domain/shown.ts';
import { isWaiting, leadOf, type Submission } from '../domain/submission.ts';
import { readForm } from '../http/body.ts';
import { typedInputs } from '../http/common-form.ts';
import { type Decision, editedAfterListStep, readDecision } from '../http/decision-form.ts';
import { editedFields, keptInputs } from '../http/edited-values.ts';
import { type HttpRequest, type HttpResponse, ownPath, privatePage, seeOther } from '../http/exchange.ts';
import { pageContext } from '../http/page-context.ts';
import { freshLinkPage } from '../pages/expired-link.tsx';
import type { FormProblem } from '../pages/form-problem.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadConsents } from '../storage/consents.ts';
import { isTaken } from '../storage/free-id.ts';
import { isExpired, type Link } from '../storage/links.ts';
import { oweFreshLink } from '../storage/mail-outbox.ts';
import { loadRecord } from '../storage/records.ts';
import { newReceipt, sha256 } from '../storage/secrets.ts';
import { loadContact } from '../storage/submissions.ts';
import type { Table } from '../storage/table.ts';
import { takeStep } from '../storage/take-step.ts';
import { type OpenReview, type ReviewLink, reopenReview } from './open-review.ts';
import {
  askForDecision,
  type Filled,
  offerFreshReview,
  showOutcome,
  showReviewBundle,
} from './show-review.ts';

/** Decided already, then 422, then 409: in this order, so that a repeated click always sees the first outcome. */
export async function takeDecision(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: OpenReview,
): Promise<HttpResponse> {
  const form = readForm(request);
  const { link, person } = opened;
  const decided = showOutcome(dependencies, request, opened, wantedBy(form));
  if (decided) return decided;
  if (isExpired(link, dependencies.now())) return takeExpired(dependencies, request, link, form);
  const step = form.get('step');
  if (isListStep(step)) {
    const back = { ...comesBack(editedAfterListStep(form, step), opened), problems: [] };
    return askForDecision(dependencies, request, opened, { ...back, status: back.moved ? 409 : 200 });
  }
  const read = readDecision(
    form,
    { submission: opened.submission, edited: editedFields(form, opened.diffs, sha256) },
    { by: person.id, receipt: newReceipt() },
  );
  if ('problems' in read) return refuse(dependencies, request, opened, form, read.problems);
  const unknown = await unknownDuplicate(dependencies.table, read.command);
  if (unknown) return refuse(dependencies, request, opened, form, [unknown]);
  return settle(dependencies, request, opened, form, read.command);
}

function wantedBy(form: URLSearchParams): Decision['type'] | 'nothing' {
  const decision = form.get('decision');
  return decision === 'approve' || decision === 'reject' || decision === 'ask' ? decision : 'nothing';
}

function movedOf(form: URLSearchParams, { shown }: OpenReview): Moved | null {
  return movedSince(form.get('seen') ?? '', shown);
}

/** Everything chosen and typed, with what moved meanwhile. */
function comesBack(form: URLSearchParams, opened: OpenReview): Pick<Filled, 'typed' | 'moved'> {
  const { diffs } = opened;
  const typed = keptInputs(typedInputs(form), diffs, editedFields(form, diffs, sha256));
  return { typed, moved: form.get('seen') ? movedOf(form, opened) : null };
}

function refuse(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: OpenReview,
  form: URLSearchParams,
  problems: readonly FormProblem[],
): Promise<HttpResponse> {
  const back = { ...comesBack(form, opened), status: 422, problems };
  return askForDecision(dependencies, request, opened, back);
}

/** As many as decide on one record at the same moment: each round one of them is stored. */
const TRIES = 25;

/**
 * Stores a decision on what was read. Others may move the record at the same moment without touching anything that the
 * page showed: then it is decided on the record as it is now, whose other fields stay as they are.
 */
async function settle(
  dependencies: Dependencies,
  request: HttpRequest,
  first: OpenReview,
  form: URLSearchParams,
  command: Decision,
): Promise<HttpResponse> {
  let opened = first;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    if (isAskedAlready(opened.submission, command)) return seeOther(ownPath(request));
    const moved = movedOf(form, opened) !== null;
    const result = moved ? 'moved' : await store(dependencies, opened, command);
    if (result === 'stored') {
      if (command.type !== 'ask') dependencies.measure('Decided');
      return seeOther(ownPath(request));
    }
    if (result !== 'moved') {
      const problems = result.map((one) => formProblem(one, opened.submission));
      return refuse(dependencies, request, opened, form, problems);
    }
    opened = await reopenReview(dependencies.table, opened);
    const decided = showOutcome(dependencies, request, opened, command.type);
    if (decided) return decided;
    if (moved && movedOf(form, opened)) break;
  }
  const back = { ...comesBack(form, opened), status: 409, problems: [] };
  return askForDecision(dependencies, request, opened, { ...back, busy: back.moved === null });
}

/** A second click on what asked a question. */
function isAskedAlready(submission: Submission, command: Decision): boolean {
  if (command.type !== 'ask' || submission.status !== 'awaiting-reply') return false;
  const last = submission.questions?.at(-1);
  return last?.by === command.by && last.question === command.question;
}

async function store(
  { table, settings, now }: Dependencies,
  { submission, record }: OpenReview,
  command: Decision,
): Promise<'stored' | 'moved' | readonly Problem[]> {
  if (command.type === 'ask' && submission.status === 'awaiting-reply') return [problem([], 'already-asked')];
  const known = { submission, record, ...(await around(table, submission, command)) };
  return takeStep(table, command, known, decidersOf(settings.people), now());
}

/** What else a decision of this kind must know. */
async function around(table: Table, submission: Submission, command: Decision) {
  const { kind, record } = submission;
  return {
    taken: command.type === 'approve' && command.id !== null && (await isTaken(table, command.id)),
    consents: kind === 'objection' && record !== null ? await loadConsents(table, record) : [],
    contact: await loadContact(table, leadOf(submission)),
  };
}

/** What is wrong with the record as a whole is no single field's fault. */
function formProblem({ path: [place], ...rest }: Problem, { changes }: Submission): FormProblem {
  if (place === undefined) return { name: 'decision', ...rest };
  if (place === 'reason') return { name: place, ...rest };
  // What nobody proposed has no choice beside it.
  const proposed = changes.some(({ field }) => field === place);
  return { name: proposed ? `change[${place}]` : `value[${place}]`, ...rest };
}

/** A duplicate is of a record that there is. */
async function unknownDuplicate(table: Table, command: Decision): Promise<FormProblem | null> {
  const named = command.type === 'ask' ? null : (command.duplicateOf ?? null);
  if (named === null || (await loadRecord(table, named))) return null;
  return { name: 'duplicate', rule: 'no-such-record' };
}

/** A POST to the page of a bundle decides nothing; where the link is over, it may ask for a fresh one. */
export async function takeReviewBundle(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: ReviewLink,
): Promise<HttpResponse> {
  const { link, bundle } = opened;
  return bundle.some(isWaiting) && isExpired(link, dependencies.now())
    ? takeExpired(dependencies, request, link, readForm(request))
    : showReviewBundle(dependencies, request, opened);
}

async function takeExpired(
  dependencies: Dependencies,
  request: HttpRequest,
  { reference, holder }: Link,
  form: URLSearchParams,
): Promise<HttpResponse> {
  const { table, settings, now } = dependencies;
  if (form.get('decision') !== 'send') {
    const problems: FormProblem[] = [{ name: 'decision', rule: 'decision-missing' }];
    return offerFreshReview(dependencies, request, problems);
  }
  await oweFreshLink(table, { kind: 'review-request', reference, recipient: holder }, now());
  return privatePage(200, freshLinkPage(pageContext(request, settings.portal)));
}

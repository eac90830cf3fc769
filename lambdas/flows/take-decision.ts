import type { Decision } from '../domain/commands.ts';
import { isListStep } from '../domain/list-step.ts';
import type { CurrentRecord } from '../domain/record-state.ts';
import { type Moved, movedSince } from '../domain/shown.ts';
import { isWaiting, leadOf } from '../domain/submission.ts';
import { typedInputs } from '../forms/common.ts';
import {
  type Decided,
  decisionProblem,
  editedAfterListStep,
  readDecision,
  wantedBy,
} from '../forms/decision.ts';
import { editedFields, keptInputs } from '../forms/edited-values.ts';
import { formBody } from '../http/body.ts';
import { type HttpRequest, type HttpResponse, ownPath, privatePage, seeOther } from '../http/exchange.ts';
import { pageContext } from '../http/page-context.ts';
import { freshLinkPage } from '../pages/expired-link.tsx';
import type { FormProblem } from '../pages/form-problem.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { isExpired, type Link } from '../storage/links.ts';
import { oweFreshLink } from '../storage/mail-outbox.ts';
import { loadRecord } from '../storage/records.ts';
import { newReceipt, sha256 } from '../storage/secrets.ts';
import { loadSubmission } from '../storage/submissions.ts';
import type { Table } from '../storage/table.ts';
import { takeObjections } from '../submissions/objection/take-together.ts';
import { decideSubmission } from '../workflow/decide-submission.ts';
import { countDecided, type OpenReview, type ReviewLink } from './review-link.ts';
import { askForDecision, type Filled, offerFreshReview, showOutcome } from './show-review.ts';

/** Decided already, then 422, then 409: in this order, so that a repeated click always sees the first outcome. */
export async function takeDecision(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: OpenReview,
): Promise<HttpResponse> {
  const form = formBody(request);
  const { link, person } = opened;
  const decided = showOutcome(dependencies, request, opened, wantedBy(form));
  if (decided) return decided;
  if (isExpired(link, dependencies.now())) return takeExpired(dependencies, request, link, form);
  if (form.get('decision') === 'send' && opened.record?.holds.length) {
    return mailHoldingLinks(dependencies, request, opened.record, person.id);
  }
  const step = form.get('step');
  if (isListStep(step)) {
    const back = { ...comesBack(editedAfterListStep(form, step), opened), problems: [] };
    return askForDecision(dependencies, request, opened, { ...back, status: back.moved ? 409 : 200 });
  }
  const read = readDecision(form, decidedOf(form, opened), { by: person.id, receipt: newReceipt() });
  if (read.problems) return refuse(dependencies, request, opened, form, read.problems);
  const unknown = await unknownDuplicate(dependencies.table, read.value.command);
  if (unknown) return refuse(dependencies, request, opened, form, [unknown]);
  return settle(dependencies, request, opened, form, read.value.command);
}

function decidedOf(form: URLSearchParams, { submission, diffs }: OpenReview): Decided {
  const open = diffs.filter(({ kind }) => kind !== 'same').map(({ field }) => field);
  return { submission, open, edited: editedFields(form, diffs, sha256) };
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

async function settle(
  dependencies: Dependencies,
  request: HttpRequest,
  first: OpenReview,
  form: URLSearchParams,
  command: Decision,
): Promise<HttpResponse> {
  const settled = await decideSubmission(dependencies, first, form.get('seen') ?? '', command);
  if (settled.result === 'stored') countDecided(dependencies, command);
  if (settled.result === 'stored' || settled.result === 'asked already') return seeOther(ownPath(request));
  const opened = { ...first, ...settled.review };
  if (settled.result === 'refused') {
    const problems = settled.problems.map((one) => decisionProblem(one, opened.submission));
    return refuse(dependencies, request, opened, form, problems);
  }
  const decided = showOutcome(dependencies, request, opened, command.type);
  if (decided) return decided;
  const back = { ...comesBack(form, opened), status: 409, problems: [] };
  return askForDecision(dependencies, request, opened, { ...back, busy: back.moved === null });
}

/** A duplicate is of a record that there is. */
async function unknownDuplicate(table: Table, command: Decision): Promise<FormProblem | null> {
  const named = command.type === 'ask' ? null : (command.duplicateOf ?? null);
  if (named === null || (await loadRecord(table, named))) return null;
  return { name: 'duplicate', rule: 'no-such-record' };
}

/** Where the link is over, it may ask for a fresh one; else objections are decided on together. */
export async function takeReviewBundle(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: ReviewLink,
): Promise<HttpResponse> {
  const { link, bundle } = opened;
  return bundle.some(isWaiting) && isExpired(link, dependencies.now())
    ? takeExpired(dependencies, request, link, formBody(request))
    : takeObjections(dependencies, request, opened);
}

/** A manager who cannot decide, as the record is on hold, gets the links to the objections to it. */
async function mailHoldingLinks(
  { table, settings, now }: Dependencies,
  request: HttpRequest,
  { holds }: CurrentRecord,
  recipient: string,
): Promise<HttpResponse> {
  for (const holding of holds) {
    const objection = await loadSubmission(table, holding);
    if (!objection) continue;
    await oweFreshLink(table, { kind: 'review-request', reference: leadOf(objection), recipient }, now());
  }
  return privatePage(200, freshLinkPage(pageContext(request, settings.portal)));
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

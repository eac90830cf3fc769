import type { Command } from '../domain/commands.ts';
import { isRecent } from '../domain/date.ts';
import { noteSchema } from '../domain/documents.ts';
import { check } from '../domain/refusals.ts';
import type { Result } from '../domain/result.ts';
import { isCredited, isOpen, leadOf, type Submission } from '../domain/submission.ts';
import { typedInputs } from '../forms/common.ts';
import { formBody } from '../http/body.ts';
import { type HttpRequest, type HttpResponse, ownPath, privatePage, seeOther } from '../http/exchange.ts';
import { pageContext } from '../http/page-context.ts';
import { ownSubmissionPage } from '../pages/contributor-submission.tsx';
import type { FormProblem } from '../pages/form-problem.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadRecord } from '../storage/records.ts';
import { loadContact } from '../storage/submissions.ts';
import { untilUnmoved } from '../storage/until-unmoved.ts';
import { bundleOf } from '../workflow/bundles.ts';
import { takeSteps } from '../workflow/take-steps.ts';

type Filled = { readonly typed: ReadonlyMap<string, string>; readonly problems: readonly FormProblem[] };

/** What the contributor of a submission may still do with it: answer a question, take it back, or be named no more. */
export function showOwn(
  { settings, now }: Dependencies,
  request: HttpRequest,
  submission: Submission,
  { typed, problems }: Filled = { typed: new Map(), problems: [] },
): HttpResponse {
  const context = pageContext(request, settings.portal);
  const answered = submission.status === 'pending' ? submission.questions?.at(-1)?.answeredAt : null;
  const justAnswered = typeof answered === 'string' && isRecent(answered, now());
  return privatePage(
    problems.length > 0 ? 422 : 200,
    ownSubmissionPage({ submission, typed, problems, justAnswered }, context),
  );
}

/** A second click on what sent an answer. */
function isAnsweredAlready(form: URLSearchParams, submission: Submission): boolean {
  const answer = submission.status === 'pending' ? submission.questions?.at(-1)?.answer : null;
  const sent = check(noteSchema, form.get('answer')?.trim() || null);
  return form.get('decision') === 'answer' && !sent.problems && sent.value !== null && sent.value === answer;
}

/** Others may move the record, or something it was sent with, at the same moment. */
const TRIES = 5;

export async function takeOwn(
  dependencies: Dependencies,
  request: HttpRequest,
  submission: Submission,
): Promise<HttpResponse> {
  const { table } = dependencies;
  const form = formBody(request);
  if (!isOpen(submission) && !isCredited(submission)) return showOwn(dependencies, request, submission);
  if (isAnsweredAlready(form, submission)) return seeOther(ownPath(request));
  const read = readWish(form, submission);
  if (read.problems) {
    const { problems } = read;
    return showOwn(dependencies, request, submission, { typed: typedInputs(form), problems });
  }
  let known = submission;
  let bundle = await bundleOf(table, submission);
  const answer = await untilUnmoved(TRIES, async () => {
    // Somebody else was faster: the page shows how it stands now.
    if (known.status !== submission.status) return showOwn(dependencies, request, known);
    const record = known.record === null ? null : await loadRecord(table, known.record);
    const contact = await loadContact(table, leadOf(known));
    const step = { command: read.value, known: { submission: known, record, contact } };
    const result = await takeSteps(dependencies, bundle, [step]);
    if (result.value === 'stored') return seeOther(ownPath(request));
    bundle = await bundleOf(table, known);
    known = bundle.find(({ reference }) => reference === known.reference) ?? known;
    return null;
  });
  return answer ?? showOwn(dependencies, request, known);
}

type Wish = Extract<Command, { type: 'cancel' | 'answer' | 'uncredit' }>;

function readWish(form: URLSearchParams, submission: Submission): Result<Wish, FormProblem> {
  const decision = form.get('decision');
  if (isCredited(submission) && decision === 'uncredit') return { value: { type: 'uncredit' } };
  if (isOpen(submission) && decision === 'cancel') return { value: { type: 'cancel' } };
  if (decision !== 'answer' || submission.status !== 'awaiting-reply') {
    return { problems: [{ name: 'decision', rule: 'decision-missing' }] };
  }
  const answer = check(noteSchema, form.get('answer')?.trim() || null);
  if (answer.problems) return { problems: answer.problems.map((one) => ({ ...one, name: 'answer' })) };
  if (answer.value === null) return { problems: [{ name: 'answer', rule: 'answer-missing' }] };
  return { value: { type: 'answer', answer: answer.value } };
}

import { isListStep } from '../domain/list-step.ts';
import { isOtherStep } from '../domain/other-reading.ts';
import type { Problem } from '../domain/refusals.ts';
import type { Result } from '../domain/result.ts';
import type { Contact } from '../domain/submission.ts';
import { formAfterListStep, formReadOtherwise, typedInputs } from '../forms/common.ts';
import { tooOften } from '../http/answers.ts';
import { formBody } from '../http/body.ts';
import { type HttpRequest, type HttpResponse, privatePage, seeOther } from '../http/exchange.ts';
import { sentStamp, trapProblems } from '../http/robot-trap.ts';
import type { FilledForm } from '../pages/form.ts';
import type { FormProblem } from '../pages/form-problem.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { newToken } from '../storage/secrets.ts';
import { newStamp, stampAge } from '../storage/stamps.ts';
import type { SubmissionDocument } from '../submissions/documents.ts';
import { type Joined, joinedBundle, linkOf, togetherWith } from './status-link.ts';
import { ofTheOnly, statusPath, takeSubmissions } from './take-submission.ts';

/** A form by which somebody sends a submission of one kind. Methods take what their own form found and read. */
export type SubmissionForm<Seen, Document extends SubmissionDocument> = {
  /** What the form is about; an answer where there is nothing to send. */
  find(
    dependencies: Dependencies,
    request: HttpRequest,
    form: URLSearchParams | null,
  ): Promise<{ readonly seen: Seen } | { readonly answer: HttpResponse }>;
  page(
    dependencies: Dependencies,
    request: HttpRequest,
    seen: Seen,
    filled: FilledForm,
  ): Promise<string> | string;
  read(request: HttpRequest, form: URLSearchParams, seen: Seen): Result<Document, FormProblem>;
  /** What is wrong with a document that reads well, as far as that shows before it is stored. */
  problemsBeforeStoring(document: Document, seen: Seen): readonly Problem[];
  /** Problems at the inputs they come from. */
  problemsOf(problems: readonly Problem[], form: URLSearchParams, document: Document): readonly FormProblem[];
  /** What will be sent, to look over. */
  check(
    dependencies: Dependencies,
    request: HttpRequest,
    seen: Seen,
    document: Document,
    hidden: readonly (readonly [name: string, value: string])[],
  ): Promise<string> | string;
  /** The input that what is wrong as a whole is said at. */
  generalInput(request: HttpRequest): string;
};

export async function showForm<Seen, Document extends SubmissionDocument>(
  dependencies: Dependencies,
  request: HttpRequest,
  kind: SubmissionForm<Seen, Document>,
): Promise<HttpResponse> {
  const found = await kind.find(dependencies, request, null);
  if ('answer' in found) return found.answer;
  const key = newToken();
  const stamp = await newStamp(dependencies.table, key, dependencies.now());
  const together = await togetherWith(dependencies, request.query);
  const filled = { key, stamp, typed: new Map(), problems: [], together };
  return privatePage(200, await kind.page(dependencies, request, found.seen, filled));
}

/** How a form comes back, where not as it was sent. */
type Again = {
  readonly together?: FilledForm['together'];
  readonly inputs?: URLSearchParams;
};

export async function takeForm<Seen, Document extends SubmissionDocument>(
  dependencies: Dependencies,
  request: HttpRequest,
  kind: SubmissionForm<Seen, Document>,
): Promise<HttpResponse> {
  const sent = formBody(request);
  const otherwise = isOtherStep(sent.get('step'));
  const form = otherwise ? formReadOtherwise(sent) : sent;
  const found = await kind.find(dependencies, request, form);
  if ('answer' in found) return found.answer;
  const { seen } = found;
  const key = form.get('key') || newToken();
  const joined = form.has('bundle') ? await joinedBundle(dependencies, form) : null;
  const again = async (
    problems: readonly FormProblem[],
    { together = linkOf(joined), inputs = form }: Again = {},
  ) => {
    const stamp = await keptStamp(dependencies, form, key);
    const filled = { key, stamp, typed: typedInputs(inputs), problems, together };
    return privatePage(problems.length > 0 ? 422 : 200, await kind.page(dependencies, request, seen, filled));
  };
  /** It cannot be added to anything: the contributor says who they are, and it is sent on its own. */
  const alone = (rule: Problem['rule']) => again([{ name: 'email', rule }], { together: null });
  if (form.has('bundle') && !joined) return alone('bundle-unknown');
  const step = form.get('step');
  // Back from the answers, or a row more or less: nothing is wrong yet.
  if (step === 'edit') return again([]);
  if (isListStep(step)) return again([], { inputs: formAfterListStep(form, step) });
  const trapped = trapProblems(form);
  const formWithSender = joined ? withSender(form, joined.contact) : form;
  const read = kind.read(request, formWithSender, seen);
  if (read.problems) {
    if (joined && read.problems.some(({ rule }) => rule === 'address-needed')) return alone('address-needed');
    return again([...shownProblems(read.problems, joined), ...trapped]);
  }
  const document = read.value;
  if (trapped.length > 0) return again(trapped);
  if (step === 'check') {
    if (joined?.refused) return alone(joined.refused);
    // What is sent is judged when it is stored: what was stored already is answered as before, wrong by now or not.
    const wrong = kind.problemsBeforeStoring(document, seen);
    if (wrong.length > 0) return again(kind.problemsOf(wrong, form, document));
    const hidden = [...form].filter(([name]) => name !== 'step');
    const shown = joined ? withoutSender(document) : document;
    return privatePage(200, await kind.check(dependencies, request, seen, shown, hidden));
  }
  const proven = await isProven(dependencies, form, key);
  const sending = { key, proven, joins: joined?.lead ?? null };
  const taken = await takeSubmissions(dependencies, request, [document], sending);
  if (taken.problems) {
    const closed = taken.problems.find(({ rule }) => rule.startsWith('bundle-'));
    if (closed) return alone(closed.rule);
    return again(kind.problemsOf(ofTheOnly(taken.problems), form, document));
  }
  if ('excess' in taken.value) {
    const { rule, seconds } = taken.value.excess;
    return tooOften(await again([{ name: kind.generalInput(request), rule }]), seconds);
  }
  const { receipt } = taken.value;
  return seeOther(statusPath(joined ? { reference: joined.lead, token: joined.token } : receipt));
}

const sender = ['email', 'name', 'organisation'] as const;

/** The form as if the contributor of the bundle had said again who they are. */
function withSender(form: URLSearchParams, contact: Contact | null): URLSearchParams {
  const whole = new URLSearchParams(form);
  for (const name of sender) whole.set(name, contact?.[name] ?? '');
  return whole;
}

/** A person who holds the link of a bundle need not know its contributor: its page does not say either. */
function withoutSender<Document extends SubmissionDocument>(document: Document): Document {
  const contributor = { ...document.contributor, email: null, name: null, organisation: null };
  return { ...document, contributor };
}

/** Who sends it is not asked again: what is wrong with that is said where it shows. */
function shownProblems(problems: readonly FormProblem[], joined: Joined | null): readonly FormProblem[] {
  if (!joined) return problems;
  return problems.map((one) =>
    (sender as readonly string[]).includes(one.name) ? { ...one, name: 'credit' } : one,
  );
}

/** Whether the form was open as long as it takes to fill it in. One that was not is no less welcome, but counted. */
async function isProven(
  { table, settings, now }: Dependencies,
  form: URLSearchParams,
  key: string,
): Promise<boolean> {
  const age = await stampAge(table, sentStamp(form), key, now());
  return age !== null && age >= settings.limits.fillSeconds;
}

/** A form that comes back keeps its age, if it has one. */
async function keptStamp(
  { table, now }: Dependencies,
  form: URLSearchParams,
  key: string,
): Promise<string | null> {
  const stamp = sentStamp(form);
  return (await stampAge(table, stamp, key, now())) === null ? newStamp(table, key, now()) : stamp;
}

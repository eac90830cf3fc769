import type { SubmissionDocument } from '../domain/documents.ts';
import type { Problem } from '../domain/refusals.ts';
import { tooOften } from '../http/answers.ts';
import { readForm } from '../http/body.ts';
import { typedInputs } from '../http/common-form.ts';
import { type HttpRequest, type HttpResponse, privatePage, seeOther } from '../http/exchange.ts';
import { sentStamp, trapProblems } from '../http/robot-trap.ts';
import type { FilledForm } from '../pages/form.ts';
import type { FormProblem } from '../pages/form-problem.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { newToken } from '../storage/secrets.ts';
import { newStamp, stampAge } from '../storage/stamps.ts';
import { statusPath, takeSubmission } from './take-submission.ts';

/** A form by which somebody sends a submission of one kind. */
export type SubmissionForm<Seen, Document extends SubmissionDocument> = {
  /** What the form is about; an answer where there is nothing to send. */
  readonly find: (
    dependencies: Dependencies,
    request: HttpRequest,
    form: URLSearchParams | null,
  ) => Promise<{ readonly seen: Seen } | { readonly answer: HttpResponse }>;
  readonly page: (
    dependencies: Dependencies,
    request: HttpRequest,
    seen: Seen,
    filled: FilledForm,
  ) => Promise<string> | string;
  readonly read: (
    request: HttpRequest,
    form: URLSearchParams,
    seen: Seen,
  ) => { readonly document: Document } | { readonly problems: readonly FormProblem[] };
  /** What is wrong with a document that reads well, as far as that shows before it is stored. */
  readonly wrong: (document: Document, seen: Seen) => readonly Problem[];
  /** Problems at the inputs they come from. */
  readonly problemsOf: (
    problems: readonly Problem[],
    form: URLSearchParams,
    document: Document,
  ) => readonly FormProblem[];
  /** What will be sent, to look over. */
  readonly check: (
    dependencies: Dependencies,
    request: HttpRequest,
    seen: Seen,
    document: Document,
    hidden: readonly (readonly [name: string, value: string])[],
  ) => Promise<string> | string;
  /** The input that what is wrong as a whole is said at. */
  readonly first: (request: HttpRequest) => string;
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
  const filled = { key, stamp, typed: new Map(), problems: [] };
  return privatePage(200, await kind.page(dependencies, request, found.seen, filled));
}

export async function takeForm<Seen, Document extends SubmissionDocument>(
  dependencies: Dependencies,
  request: HttpRequest,
  kind: SubmissionForm<Seen, Document>,
): Promise<HttpResponse> {
  const form = readForm(request);
  const found = await kind.find(dependencies, request, form);
  if ('answer' in found) return found.answer;
  const { seen } = found;
  const key = form.get('key') || newToken();
  const again = async (problems: readonly FormProblem[], newKey = key) => {
    const stamp = await keptStamp(dependencies, form, newKey);
    const filled = { key: newKey, stamp, typed: typedInputs(form), problems };
    return privatePage(problems.length > 0 ? 422 : 200, await kind.page(dependencies, request, seen, filled));
  };
  const step = form.get('step');
  // Back from the answers: nothing is wrong yet.
  if (step === 'edit') return again([]);
  const trapped = trapProblems(form);
  const read = kind.read(request, form, seen);
  if ('problems' in read) return again([...read.problems, ...trapped]);
  const { document } = read;
  if (trapped.length > 0) return again(trapped);
  if (step === 'check') {
    // What is sent is judged when it is stored: what was stored already is answered as before, wrong by now or not.
    const wrong = kind.wrong(document, seen);
    if (wrong.length > 0) return again(kind.problemsOf(wrong, form, document));
    const hidden = [...form].filter(([name]) => name !== 'step');
    return privatePage(200, await kind.check(dependencies, request, seen, document, hidden));
  }
  const proven = await isProven(dependencies, form, key);
  const taken = await takeSubmission(dependencies, request, document, { key, proven });
  if ('receipt' in taken) return seeOther(statusPath(taken.receipt));
  if ('excess' in taken) {
    const { rule, seconds } = taken.excess;
    return tooOften(await again([{ name: kind.first(request), rule }]), seconds);
  }
  const used = taken.problems.some(({ rule }) => rule === 'key-reused');
  return again(kind.problemsOf(taken.problems, form, document), used ? newToken() : key);
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

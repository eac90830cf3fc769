import type { Problem, Rule } from '../domain/refusals.ts';
import { tooOften } from '../http/answers.ts';
import { apiSentence } from '../http/api-sentence.ts';
import { readJson } from '../http/body.ts';
import { type HttpRequest, type HttpResponse, jsonResponse } from '../http/exchange.ts';
import { readKey } from '../http/idempotency-key.ts';
import { problemDocument } from '../http/problem-document.ts';
import { readSubmissionDocuments } from '../http/submission-document.ts';
import { messagesFor } from '../i18n/messages.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { ofTheOnly, statusPath, takeSubmissions } from './take-submission.ts';

/** The rules whose sentence says it all, and the status of what they refuse. */
const statuses: Partial<Readonly<Record<Rule, number>>> = {
  'no-such-record': 404,
  'record-withdrawn': 410,
  'not-a-key': 422,
};

/** Takes a submission, or a bundle of them, as a document of the API. */
export async function takeDocument(dependencies: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const messages = messagesFor(request.language);
  const body = readJson(request);
  const refuse = (problems: readonly Problem[]) => {
    const [telling] = problems.filter(({ rule }) => statuses[rule] !== undefined);
    const detail = telling ? apiSentence(telling, messages, body) : messages.http.invalidSubmission;
    return problemDocument(telling ? (statuses[telling.rule] ?? 422) : 422, detail, messages, problems, body);
  };
  const documents = readSubmissionDocuments(body);
  if (documents.problems) return refuse(documents.problems);
  const key = readKey(request);
  if (key.problems) return refuse(key.problems);
  const sending = { key: key.value, proven: true, joins: null };
  const taken = await takeSubmissions(dependencies, request, documents.value, sending);
  if (taken.problems) return refuse(Array.isArray(body) ? taken.problems : ofTheOnly(taken.problems));
  if ('excess' in taken.value) {
    const { rule, seconds } = taken.value.excess;
    return tooOften(problemDocument(429, apiSentence({ path: [], rule }, messages, body), messages), seconds);
  }
  const { reference, status, submissions } = taken.value.receipt;
  const statusUrl = dependencies.publicUrl + statusPath(taken.value.receipt);
  return jsonResponse(201, { reference, status, statusUrl, submissions }, { location: statusUrl });
}

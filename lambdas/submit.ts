import { managers } from './config/people.ts';
import type { RouteOf } from './config/routes.ts';
import type { Correction } from './domain/documents.ts';
import type { CurrentRecord } from './domain/inventory.ts';
import { changeProblems } from './domain/judge.ts';
import { type Field, fields, isField } from './domain/record.ts';
import type { Problem } from './domain/refusals.ts';
import { saying } from './http/answers.ts';
import { readForm, readJson } from './http/body.ts';
import { clientNetwork } from './http/client-network.ts';
import { readCorrectionDocument } from './http/correction-document.ts';
import { formProblemsOf, readCorrection, type SeenRecord, typedInputs } from './http/correction-form.ts';
import { type HttpRequest, type HttpResponse, jsonResponse, privatePage, seeOther } from './http/exchange.ts';
import { httpHandler } from './http/handler.ts';
import { pageContext } from './http/page-context.ts';
import { problemDocument } from './http/problem-document.ts';
import { sentStamp, trapProblems } from './http/robot-trap.ts';
import { messagesFor } from './i18n/messages.ts';
import { checkPage } from './pages/check.tsx';
import { correctionPage } from './pages/correction.tsx';
import type { FormProblem } from './pages/form-problem.ts';
import { type Dependencies, deployedDependencies } from './runtime/dependencies.ts';
import { type Receipt, receive } from './storage/receive.ts';
import { loadRecord, loadVersion } from './storage/records.ts';
import { loadSearchEntries } from './storage/search.ts';
import { newToken } from './storage/secrets.ts';
import { newStamp, stampAge } from './storage/stamps.ts';
import { countSubmission, type Excess, type Sender } from './storage/submission-limits.ts';
import type { Table } from './storage/table.ts';

/** Takes corrections, from the form and from the API. */
export function submitHandler(dependencies: Dependencies) {
  const { settings, publicUrl, logger } = dependencies;
  return httpHandler<RouteOf<'submit'>>({
    publicUrl,
    portal: settings.portal,
    logger,
    routes: {
      'GET /correct': (request) => findRecord(dependencies, request),
      'GET /correct/{id}': (request) => showForm(dependencies, request),
      'POST /correct/{id}': (request) => takeForm(dependencies, request),
      'POST /api/submissions': (request) => takeDocument(dependencies, request),
    },
  });
}

/** Leads from the portal's own page or code to the form of the record. */
async function findRecord({ table, settings }: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const code = request.query.get('code');
  const address = plainAddress(request.query.get('url') ?? '');
  const entries = code || address ? await loadSearchEntries(table) : [];
  const found = entries.find(
    (one) => (code && one.code === code) || (address && plainAddress(one.url ?? '') === address),
  );
  return found ? seeOther(`/correct/${found.id}`) : saying('unknownRecord', 404, request, settings.portal);
}

/** What makes an address the same page: no scheme, `www.`, query or slash at the end. */
function plainAddress(url: string): string {
  const [page = ''] = url.split(/[?#]/, 1);
  return page.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
}

async function showForm(dependencies: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const { table, settings } = dependencies;
  const record = await loadRecord(table, request.parameters['id'] ?? '');
  if (!record) return saying('unknownRecord', 404, request, settings.portal);
  const key = newToken();
  const stamp = await newStamp(table, key, dependencies.now());
  return formPage(dependencies, request, 200, record, { key, stamp, typed: new Map(), problems: [] });
}

type Filled = {
  readonly key: string;
  readonly stamp: string | null;
  readonly typed: ReadonlyMap<string, string>;
  readonly problems: readonly FormProblem[];
};

function formPage(
  { settings }: Dependencies,
  request: HttpRequest,
  status: number,
  seen: SeenRecord,
  filled: Filled,
): HttpResponse {
  const shown = shownFields(request);
  const props = {
    id: seen.id,
    title: seen.content.title,
    version: seen.version,
    shown,
    all: shown.length === fields.length,
    current: seen.content,
    ...filled,
  };
  return privatePage(status, correctionPage(props, pageContext(request, settings.portal)));
}

/** The one field the address or the form names, else all. */
function shownFields(request: HttpRequest): readonly Field[] {
  const asked = request.query.get('field') ?? new URLSearchParams(request.body).get('field') ?? '';
  return isField(asked) ? [asked] : fields;
}

async function takeForm(dependencies: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const { table, settings } = dependencies;
  const form = readForm(request);
  const record = await loadRecord(table, request.parameters['id'] ?? '');
  if (!record) return saying('unknownRecord', 404, request, settings.portal);
  const seen = await seenRecord(dependencies.table, record, form.get('version'));
  const typed = typedInputs(form);
  const key = form.get('key') || newToken();
  const read = readCorrection(form, seen, request.language);
  const again = async (problems: readonly FormProblem[], newKey = key) => {
    const stamp = await keptStamp(dependencies, form, newKey);
    const status = problems.length > 0 ? 422 : 200;
    return formPage(dependencies, request, status, seen, { key: newKey, stamp, typed, problems });
  };
  if (!seen.known) return again([{ name: shownFields(request)[0] ?? 'title', rule: 'no-such-version' }]);
  const trapped = trapProblems(form);
  if ('problems' in read) return again([...read.problems, ...trapped]);
  if (form.get('step') === 'edit') return again([]);
  if (trapped.length > 0) return again(trapped);
  const wrong = changeProblems(read.correction.changes, record.content);
  if (wrong.length > 0) return again(formProblemsOf(wrong, read.correction, form));
  if (form.get('step') === 'check') return checkAnswers(dependencies, request, seen, read.correction, form);
  const proven = await isProven(dependencies, form, key);
  const excess = await excessOf(dependencies, request, read.correction, proven);
  if (excess) {
    const page = await again([{ name: shownFields(request)[0] ?? 'title', rule: excess.rule }]);
    return tooOften(page, excess);
  }
  const result = await receive(receiveOptions(dependencies), read.correction, key, dependencies.now());
  if ('reference' in result) {
    dependencies.measure('Accepted');
    return seeOther(statusPath(result));
  }
  const used = result.some(({ rule }) => rule === 'key-reused');
  return again(formProblemsOf(result, read.correction, form), used ? newToken() : key);
}

/** What the contributor saw may be older than the record now: the form says which version it was made from. */
async function seenRecord(table: Table, record: CurrentRecord, version: string | null) {
  const { id, content } = record;
  if (!version) return { id, version: record.version, content, known: true };
  const older = /^[1-9]\d{0,9}$/.test(version) ? await loadVersion(table, id, Number(version)) : null;
  return {
    id,
    version: older?.version ?? record.version,
    content: (older ?? record).content,
    known: older !== null,
  };
}

function checkAnswers(
  { settings }: Dependencies,
  request: HttpRequest,
  seen: SeenRecord,
  correction: Correction,
  form: URLSearchParams,
): HttpResponse {
  const { changes, evidence, comment, contributor } = correction;
  const hidden = [...form].filter(([name]) => name !== 'step');
  const props = { id: seen.id, title: seen.content.title, changes, evidence, comment, contributor, hidden };
  return privatePage(200, checkPage(props, pageContext(request, settings.portal)));
}

async function takeDocument(dependencies: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const messages = messagesFor(request.language);
  const refuse = (problems: readonly Problem[]) => {
    const missing = problems.some(({ rule }) => rule === 'no-such-record');
    const detail = missing ? messages.rules['no-such-record']({}) : messages.http.invalidSubmission;
    return problemDocument(missing ? 404 : 422, detail, messages, problems);
  };
  const correction = readCorrectionDocument(readJson(request));
  if (!('kind' in correction)) return refuse(correction);
  const excess = await excessOf(dependencies, request, correction, true);
  if (excess) return tooOften(problemDocument(429, messages.rules[excess.rule]({}), messages), excess);
  const key = request.headers['idempotency-key'] || null;
  const result = await receive(receiveOptions(dependencies), correction, key, dependencies.now());
  if (!('reference' in result)) return refuse(result);
  dependencies.measure('Accepted');
  const statusUrl = dependencies.publicUrl + statusPath(result);
  const { reference, status } = result;
  return jsonResponse(201, { reference, status, statusUrl }, { location: statusUrl });
}

/** Null for everybody who does not send too often, or mail an address too often. */
async function excessOf(
  { table, settings, limited, now }: Dependencies,
  request: HttpRequest,
  { contributor: { email } }: Correction,
  proven: boolean,
): Promise<Excess | null> {
  if (!limited) return null;
  const sender: Sender = { network: clientNetwork(request), email, proven };
  return countSubmission(table, settings.limits, sender, now());
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

function tooOften(response: HttpResponse, { seconds }: Excess): HttpResponse {
  return { ...response, status: 429, headers: { ...response.headers, 'retry-after': String(seconds) } };
}

function receiveOptions({ table, settings }: Dependencies) {
  return { table, people: managers(settings.people), ...settings.links };
}

function statusPath({ reference, token }: Receipt): string {
  return `/submissions/${reference}?t=${token}`;
}

export const handler = submitHandler(deployedDependencies('submit'));

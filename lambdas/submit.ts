import { managers } from './config/people.ts';
import type { RouteOf } from './config/routes.ts';
import { changeProblems } from './domain/decide.ts';
import type { CurrentRecord } from './domain/inventory.ts';
import { type Field, fields, isField } from './domain/record.ts';
import type { Problem } from './domain/refusals.ts';
import type { Correction } from './domain/submission.ts';
import { saying } from './http/answers.ts';
import { readForm, readJson } from './http/body.ts';
import { clientNetwork } from './http/client-network.ts';
import { readCorrectionDocument } from './http/correction-document.ts';
import { formProblemsOf, readCorrection, type SeenRecord, typedInputs } from './http/correction-form.ts';
import { type HttpRequest, type HttpResponse, jsonResponse, privatePage, seeOther } from './http/exchange.ts';
import { httpHandler } from './http/handler.ts';
import { pageContext } from './http/page-context.ts';
import { problemDocument } from './http/problem-document.ts';
import { messagesFor } from './i18n/messages.ts';
import { checkPage } from './pages/check.tsx';
import { correctionPage } from './pages/correction.tsx';
import type { FormProblem } from './pages/form-problem.ts';
import { type Dependencies, deployedDependencies } from './runtime/dependencies.ts';
import { countAgainst, DAY, HOUR } from './storage/limits.ts';
import { type Receipt, receive } from './storage/receive.ts';
import { loadRecord, loadVersion } from './storage/records.ts';
import { loadSearchEntries } from './storage/search.ts';
import { newToken } from './storage/secrets.ts';
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
  return formPage(dependencies, request, 200, record, { key: newToken(), typed: new Map(), problems: [] });
}

type Filled = {
  readonly key: string;
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
  const again = (problems: readonly FormProblem[], newKey = key) =>
    formPage(dependencies, request, problems.length > 0 ? 422 : 200, seen, { key: newKey, typed, problems });
  if (!seen.known) return again([{ name: shownFields(request)[0] ?? 'title', rule: 'no-such-version' }]);
  if ('problems' in read) return again(read.problems);
  if (form.get('step') === 'edit') return again([]);
  if (form.get('step') === 'check') {
    const wrong = changeProblems(read.correction.changes, record.content);
    if (wrong.length > 0) return again(formProblemsOf(wrong, read.correction, form));
    return checkAnswers(dependencies, request, seen, read.correction, form);
  }
  const wait = await waitFor(dependencies, request, read.correction);
  if (wait !== null)
    return tooOften(again([{ name: shownFields(request)[0] ?? 'title', rule: 'too-often' }]), wait);
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
  const wait = await waitFor(dependencies, request, correction);
  if (wait !== null) return tooOften(problemDocument(429, messages.rules['too-often']({}), messages), wait);
  const key = request.headers['idempotency-key'] || null;
  const result = await receive(receiveOptions(dependencies), correction, key, dependencies.now());
  if (!('reference' in result)) return refuse(result);
  dependencies.measure('Accepted');
  const statusUrl = dependencies.publicUrl + statusPath(result);
  const { reference, status } = result;
  return jsonResponse(201, { reference, status, statusUrl }, { location: statusUrl });
}

/** The seconds to wait for whoever sends too often, or mails an address too often; null for everybody else. */
async function waitFor(
  { table, settings, limited, now }: Dependencies,
  request: HttpRequest,
  { contributor: { email } }: Correction,
): Promise<number | null> {
  if (!limited) return null;
  const { submissionsPerHour, mailsPerAddress, mailsPerDomain } = settings.limits;
  const network = clientNetwork(request);
  const address = email?.toLowerCase() ?? null;
  const counted = [
    { limit: { name: 'submissions', most: submissionsPerHour, seconds: HOUR }, who: network },
    { limit: { name: 'address', most: mailsPerAddress, seconds: DAY }, who: address },
    { limit: { name: 'domain', most: mailsPerDomain, seconds: DAY }, who: address?.split('@')[1] ?? null },
  ];
  for (const { limit, who } of counted) {
    const wait = who === null ? null : await countAgainst(table, limit, who, now());
    if (wait !== null) return wait;
  }
  return null;
}

function tooOften(response: HttpResponse, seconds: number): HttpResponse {
  return { ...response, status: 429, headers: { ...response.headers, 'retry-after': String(seconds) } };
}

function receiveOptions({ table, settings }: Dependencies) {
  return { table, people: managers(settings.people), ...settings.links };
}

function statusPath({ reference, token }: Receipt): string {
  return `/submissions/${reference}?t=${token}`;
}

export const handler = submitHandler(deployedDependencies('submit'));

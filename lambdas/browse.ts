import { type RouteOf, recordRoute } from './config/routes.ts';
import { unconfirmedSince } from './domain/accuracy.ts';
import { type Bundle, joinProblems } from './domain/bundle.ts';
import { isRecent } from './domain/date.ts';
import { noticeHash } from './domain/notice.ts';
import { isDecided, isOpen, leadOf, type Submission } from './domain/submission.ts';
import { publicRecord } from './flows/about-record.ts';
import { searchRecords } from './flows/search-records.ts';
import { openStatus } from './flows/status-link.ts';
import { lostLink, unknownLinkAnswer } from './forms/unknown-link.ts';
import {
  type HttpRequest,
  type HttpResponse,
  jsonResponse,
  privatePage,
  publicPage,
  SHARED,
} from './http/exchange.ts';
import { httpHandler } from './http/handler.ts';
import { HttpError } from './http/http-error.ts';
import { asMailed, queryTokens, referenceIn } from './http/mailed-link.ts';
import { portalNotice } from './http/notice.ts';
import { openApiDocument } from './http/openapi.ts';
import { pageContext } from './http/page-context.ts';
import { aboutPage } from './pages/about.tsx';
import { bundleStatusPage } from './pages/bundle-status.tsx';
import { homePage } from './pages/home.tsx';
import { privacyPage } from './pages/privacy.tsx';
import { query } from './pages/query.ts';
import { recordPage } from './pages/record.tsx';
import { statusPage } from './pages/status.tsx';
import { stylesheet } from './pages/stylesheet.ts';
import type { Dependencies } from './runtime/dependencies.ts';
import { deployedHttpDependencies, type HttpDependencies } from './runtime/http-dependencies.ts';
import { lastMailed } from './storage/mail-outbox.ts';
import { loadOpenCount } from './storage/open-count.ts';
import { loadVersionFacts } from './storage/records.ts';
import { sha256 } from './storage/secrets.ts';
import { loadUsualWait } from './storage/waiting-times.ts';
import { loadAskedAbout } from './workflow/accuracy.ts';

/** Everything that only reads. */
export function browseHandler(dependencies: HttpDependencies) {
  const { settings, publicUrl, logger, throughFrontDoor } = dependencies;
  return httpHandler<RouteOf<'browse'>>({
    publicUrl,
    portal: settings.portal,
    logger,
    throughFrontDoor,
    routes: {
      'GET /': (request) => showHome(dependencies, request),
      'GET /about': async (request) => publicPage(aboutPage(pageContext(request, settings.portal))),
      'GET /privacy': async (request) => showPrivacy(dependencies, request),
      [recordRoute]: (request) => showRecord(dependencies, request),
      'GET /submissions/{reference+}': (request) => showStatus(dependencies, request),
      'GET /api/submissions/{reference}': (request) => tellStatus(dependencies, request),
      'GET /api/openapi.json': async () =>
        jsonResponse(200, openApiDocument(publicUrl), { 'cache-control': SHARED }),
      'GET /assets/{file}': sendAsset,
      $default: async (request) => answerLost(dependencies, request),
    },
  });
}

/** Of a mailed link that lost its secret only the beginning is left. */
function answerLost({ settings }: Dependencies, request: HttpRequest): HttpResponse {
  if (!/^\/(?:confirm|review|submissions)\/*$/.test(request.path)) throw new HttpError('not-found');
  return unknownLinkAnswer(request, settings.portal, { ...lostLink, action: '/confirm' });
}

function showPrivacy({ settings, publicUrl }: Dependencies, request: HttpRequest): HttpResponse {
  const notice = portalNotice(request.language, settings, publicUrl);
  const props = { notice, sha256: noticeHash(notice, sha256) };
  return publicPage(privacyPage(props, pageContext(request, settings.portal)));
}

/** Search results on a page. */
const RESULTS = 50;

async function showHome({ table, settings }: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const query = request.query.get('q')?.trim() ?? '';
  const found = await searchRecords(table, query);
  const props = { query, results: found.slice(0, RESULTS), total: found.length };
  return publicPage(homePage(props, pageContext(request, settings.portal)));
}

/** Versions on a record's page, the newest: one is read whole, and may have 64 KB. The deltas have all of them. */
const HISTORY = 20;

async function showRecord(dependencies: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const { table, settings } = dependencies;
  const found = await publicRecord(dependencies, request);
  if ('answer' in found) return found.answer;
  const record = found.seen;
  const versions = await loadVersionFacts(table, record.id, HISTORY);
  const history = versions.map(({ version, at, changed, credit, submission }) => ({
    version,
    at,
    // The first version changed nothing: before it there was nothing to change.
    fields: version === 1 ? [] : changed,
    credit,
    submission,
  }));
  const { id, version, content, publication, verified } = record;
  const silent = unconfirmedSince(await loadAskedAbout(table, id), verified);
  const open = await loadOpenCount(table, id);
  const props = {
    record: { ...content, id, version },
    publication,
    history,
    open,
    verified,
    unconfirmedSince: silent,
  };
  return publicPage(recordPage(props, pageContext(request, settings.portal)));
}

/** A submission and all of its bundle, for a person who holds a link to its status. */
type Opened = { readonly submission: Submission; readonly bundle: Bundle; readonly token: string };

async function findSubmission(dependencies: Dependencies, request: HttpRequest): Promise<Opened | null> {
  const reference = referenceIn(request.parameters['reference'] ?? '') ?? '';
  const opened = await openStatus(dependencies, reference, queryTokens(request));
  const submission = opened?.bundle.find((one) => one.reference === reference);
  return opened && submission ? { ...opened, submission } : null;
}

async function showStatus(dependencies: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const { table, settings, now } = dependencies;
  const opened = await findSubmission(dependencies, request);
  if (!opened) return unknownLinkAnswer(request, settings.portal);
  const { submission, bundle, token } = opened;
  const context = pageContext(statusRequest(request, opened), settings.portal);
  const lead = leadOf(submission);
  const unconfirmed = bundle.some(({ status }) => status === 'unconfirmed');
  const confirmationMailed = unconfirmed && (await lastMailed(table, lead, 'confirm-address')) !== null;
  const adds = joinProblems(bundle).length === 0 ? query({ bundle: lead, t: token }) : null;
  // The link of this page opens that one, too.
  const manageUrl = `/confirm/${token}`;
  const manageOne = (of: string) => manageUrl + query({ of });
  const justSent = (one: Submission) => !isDecided(one) && isRecent(one.receivedAt, now());
  if (bundle.length > 1 && submission === bundle[0]) {
    const recent = bundle.some(justSent) && bundle.every((one) => !isDecided(one));
    const props = { bundle, justSent: recent, confirmationMailed, adds, manageUrl, manageOne };
    return privatePage(200, bundleStatusPage(props, context));
  }
  const alone = bundle.length === 1;
  const all = { count: bundle.length, href: `/submissions/${lead}${query({ t: token })}` };
  const props = {
    submission,
    justSent: justSent(submission),
    confirmationMailed,
    usualWait: isOpen(submission) ? await loadUsualWait(table) : null,
    manageUrl: alone ? manageUrl : manageOne(submission.reference),
    together: { adds, all: alone ? null : all },
  };
  return privatePage(200, statusPage(props, context));
}

/** The page as it was mailed, for the way to it in another language. */
function statusRequest(request: HttpRequest, { submission, token }: Opened): HttpRequest {
  const mailed = asMailed(request, `/submissions/${submission.reference}`);
  mailed.query.set('t', token);
  return mailed;
}

async function tellStatus(dependencies: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const opened = await findSubmission(dependencies, request);
  if (!opened) throw new HttpError('not-found');
  return jsonResponse(200, { ...told(opened.submission), submissions: opened.bundle.map(told) });
}

function told(submission: Submission) {
  const { reference, kind, record, status, receivedAt } = submission;
  return { reference, kind, record, status, receivedAt, decision: decisionOf(submission) };
}

/** What the contributor may know of a decision: all but who took it. */
function decisionOf(submission: Submission): unknown {
  if (!isDecided(submission)) return null;
  const { by, ...decision } = submission.decision;
  return decision;
}

async function sendAsset(request: HttpRequest): Promise<HttpResponse> {
  if (request.path !== stylesheet.path) throw new HttpError('not-found');
  return {
    status: 200,
    // The name is made of the content: what has this name never changes.
    headers: {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    },
    body: stylesheet.css,
  };
}

export const handler = browseHandler(deployedHttpDependencies('browse'));

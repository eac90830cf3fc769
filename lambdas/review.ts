import { decidersOf, type Person } from './config/people.ts';
import type { RouteOf } from './config/routes.ts';
import { type Bundle, memberOf } from './domain/bundle.ts';
import { seenHash } from './domain/decide.ts';
import type { CurrentRecord } from './domain/inventory.ts';
import { isListStep } from './domain/list-step.ts';
import { diffField, type FieldDiff } from './domain/merge.ts';
import { emptyContent } from './domain/record.ts';
import { isDecided, isWaiting, leadOf, type Submission } from './domain/submission.ts';
import { saying } from './http/answers.ts';
import { readForm } from './http/body.ts';
import { typedInputs } from './http/common-form.ts';
import { type Decision, editedAfterListStep, readDecision } from './http/decision-form.ts';
import { type HttpRequest, type HttpResponse, ownPath, privatePage, seeOther } from './http/exchange.ts';
import { httpHandler } from './http/handler.ts';
import { pageContext } from './http/page-context.ts';
import { endedPage } from './pages/ended.tsx';
import { expiredLinkPage, freshLinkPage } from './pages/expired-link.tsx';
import type { FormProblem } from './pages/form-problem.ts';
import { type Onwards, outcomePage } from './pages/outcome.tsx';
import { reviewPage } from './pages/review.tsx';
import { reviewBundlePage } from './pages/review-bundle.tsx';
import type { Dependencies } from './runtime/dependencies.ts';
import { deployedHttpDependencies, type HttpDependencies } from './runtime/http-dependencies.ts';
import { loadBundle } from './storage/bundles.ts';
import { loadConsents } from './storage/consents.ts';
import { isExpired, type Link, loadLink } from './storage/links.ts';
import { oweFreshLink } from './storage/mail-outbox.ts';
import { findRecord, loadRecord } from './storage/records.ts';
import { newReceipt, sha256 } from './storage/secrets.ts';
import { loadContact } from './storage/submissions.ts';
import type { Table } from './storage/table.ts';
import { takeStep } from './storage/take-step.ts';

/** The manager's page and decision. */
export function reviewHandler(dependencies: HttpDependencies) {
  const { settings, publicUrl, logger, throughFrontDoor } = dependencies;
  return httpHandler<RouteOf<'review'>>({
    publicUrl,
    portal: settings.portal,
    logger,
    throughFrontDoor,
    routes: {
      'GET /review/{token}': (request) => withLink(dependencies, request, show),
      'POST /review/{token}': (request) => withLink(dependencies, request, take),
    },
  });
}

type Opened = {
  readonly link: Link;
  readonly person: Person;
  /** All that the link leads to, and the one of it that is decided on. */
  readonly bundle: Bundle;
  readonly submission: Submission;
  readonly record: CurrentRecord | null;
};
type Step = (dependencies: Dependencies, request: HttpRequest, opened: Opened) => Promise<HttpResponse>;

async function withLink(dependencies: Dependencies, request: HttpRequest, step: Step): Promise<HttpResponse> {
  const { table, settings } = dependencies;
  const link = await loadLink(table, sha256(request.parameters['token'] ?? ''));
  const person = settings.people.find(({ id }) => id === link?.holder);
  const bundle = link?.purpose === 'review' && person ? await loadBundle(table, link.reference) : null;
  const of = request.query.get('of');
  if (!link || !person || !bundle) return nowhere(dependencies, request);
  const submission = memberOf(bundle, link.reference, of);
  // What waits for its address is nobody's to see yet.
  const hidden = of !== null && submission?.status === 'unconfirmed';
  if (submission && !hidden)
    return step(dependencies, request, await open(dependencies, { link, person, bundle, submission }));
  return of === null
    ? listed(dependencies, request, { link, person, bundle })
    : nowhere(dependencies, request);
}

function nowhere({ settings }: Dependencies, request: HttpRequest): HttpResponse {
  return saying('unknownLink', 404, request, settings.portal);
}

async function open({ table }: Dependencies, found: Omit<Opened, 'record'>): Promise<Opened> {
  // What is decided is shown without the record.
  const record = isDecided(found.submission) ? null : await recordOf(table, found.submission);
  return { ...found, record };
}

/** All of a bundle, and the way to each; an expired link offers a fresh one while any of it waits. */
async function listed(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: Pick<Opened, 'link' | 'person' | 'bundle'>,
): Promise<HttpResponse> {
  const { settings, now } = dependencies;
  const { link } = opened;
  const bundle = opened.bundle.filter((one) => isWaiting(one) || isDecided(one));
  const context = pageContext(request, settings.portal);
  if (bundle.length === 0) return privatePage(200, endedPage(opened.bundle[0], context));
  if (bundle.some(isWaiting) && isExpired(link, now())) {
    return request.method === 'POST'
      ? takeExpired(dependencies, request, link, readForm(request))
      : offerFresh(dependencies, request, []);
  }
  const one = (of: string) => ownPath({ path: request.path, query: new URLSearchParams({ of }) });
  return privatePage(200, reviewBundlePage({ submissions: bundle, one }, context));
}

/** An addition has no record yet. */
function recordOf(table: Table, { record }: Submission): Promise<CurrentRecord | null> {
  return record === null ? Promise.resolve(null) : loadRecord(table, record);
}

type Filled = {
  readonly status: number;
  readonly problems: readonly FormProblem[];
  readonly typed: ReadonlyMap<string, string>;
  readonly notice: 'record-moved' | null;
};

const fresh: Filled = { status: 200, problems: [], typed: new Map(), notice: null };

async function show(dependencies: Dependencies, request: HttpRequest, opened: Opened): Promise<HttpResponse> {
  return outcome(dependencies, request, opened, false) ?? asking(dependencies, request, opened, fresh);
}

/** What was decided, or that nothing has to be any more; null while something has. */
function outcome(
  { settings }: Dependencies,
  request: HttpRequest,
  { submission, bundle }: Opened,
  repeat: boolean,
): HttpResponse | null {
  if (submission.status !== 'unconfirmed' && !isDecided(submission) && !isWaiting(submission)) {
    return privatePage(200, endedPage(submission, pageContext(request, settings.portal)));
  }
  if (!isDecided(submission)) return null;
  const decidedBy =
    settings.people.find(({ id }) => id === submission.decision.by)?.name ?? submission.decision.by;
  return privatePage(
    200,
    outcomePage(
      { submission, decidedBy, repeat, onwards: onwards(request, bundle) },
      pageContext(request, settings.portal),
    ),
  );
}

/** The next of a bundle that waits for a decision, and the way back to all of it; null for one that came alone. */
function onwards({ path }: HttpRequest, bundle: Bundle): Onwards | null {
  if (bundle.length === 1) return null;
  const next = bundle.find(({ status }) => status === 'pending');
  if (!next) return { all: path, next: null };
  const href = ownPath({ path, query: new URLSearchParams({ of: next.reference }) });
  return { all: path, next: { title: next.title, href } };
}

/** An addition is held against an empty record. */
function diffsOf({ kind, changes }: Submission, record: CurrentRecord | null): readonly FieldDiff[] {
  const content = kind === 'addition' ? emptyContent : record?.content;
  return content ? changes.map((change) => diffField(change, content)) : [];
}

function offerFresh(
  { settings }: Dependencies,
  request: HttpRequest,
  problems: readonly FormProblem[],
): HttpResponse {
  const page = expiredLinkPage({ kind: 'review', problems }, pageContext(request, settings.portal));
  return privatePage(problems.length > 0 ? 422 : 200, page);
}

async function asking(
  dependencies: Dependencies,
  request: HttpRequest,
  { link, person, bundle, submission, record }: Opened,
  { status, problems, typed, notice }: Filled,
): Promise<HttpResponse> {
  const { table, settings, now } = dependencies;
  const context = pageContext(request, settings.portal);
  if (isExpired(link, now())) return offerFresh(dependencies, request, problems);
  const props = {
    submission,
    contact: await loadContact(table, leadOf(submission)),
    record,
    diffs: diffsOf(submission, record),
    seen: seenHash(submission, record, sha256),
    problems,
    typed,
    notice,
    reviewer: { name: person.name },
    all: bundle.length > 1 ? request.path : null,
  };
  return privatePage(status, reviewPage(props, context));
}

/** Decided already, then 422, then 409: in this order, so that a repeated click always sees the first outcome. */
async function take(dependencies: Dependencies, request: HttpRequest, opened: Opened): Promise<HttpResponse> {
  const form = readForm(request);
  const { submission, record, link, person } = opened;
  const decided = outcome(dependencies, request, opened, true);
  if (decided) return decided;
  if (isExpired(link, dependencies.now())) return takeExpired(dependencies, request, link, form);
  const step = form.get('step');
  if (isListStep(step)) return relisted(dependencies, request, opened, editedAfterListStep(form, step));
  const typed = typedInputs(form);
  const refuse = (problems: readonly FormProblem[]) =>
    asking(dependencies, request, opened, { status: 422, problems, typed, notice: null });
  const read = readDecision(form, submission, { by: person.id, receipt: newReceipt() });
  if ('problems' in read) return refuse(read.problems);
  if (read.seen !== seenHash(submission, record, sha256)) return again(dependencies, request, opened, typed);
  const result = await store(dependencies, opened, read.command);
  if (Array.isArray(result)) return refuse(result);
  if (result === 'moved') return again(dependencies, request, opened, typed);
  if (read.command.type !== 'ask') dependencies.measure('Decided');
  return seeOther(ownPath(request));
}

/** A list has a row more or less now: the page comes back, and nothing is decided. */
function relisted(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: Opened,
  form: URLSearchParams,
): Promise<HttpResponse> {
  const typed = typedInputs(form);
  const same = form.get('seen') === seenHash(opened.submission, opened.record, sha256);
  return same
    ? asking(dependencies, request, opened, { ...fresh, typed })
    : moved(dependencies, request, opened, typed);
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
    return offerFresh(dependencies, request, problems);
  }
  await oweFreshLink(table, { kind: 'review-request', reference, recipient: holder }, now());
  return privatePage(200, freshLinkPage(pageContext(request, settings.portal)));
}

/**
 * What was read is no longer so: the page comes back with the new diff, and nothing is decided. What was written stays;
 * what was chosen does not, as it was chosen for something else.
 */
function moved(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: Opened,
  typed: ReadonlyMap<string, string>,
): Promise<HttpResponse> {
  const written = new Map([...typed].filter(([name]) => /^(?:note|reason|value\[.*)$/.test(name)));
  return asking(dependencies, request, opened, {
    ...fresh,
    status: 409,
    typed: written,
    notice: 'record-moved',
  });
}

/** Somebody was faster: either the submission is decided now, or the record moved. */
async function again(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: Opened,
  typed: ReadonlyMap<string, string>,
): Promise<HttpResponse> {
  const bundle = (await loadBundle(dependencies.table, opened.submission.reference)) ?? opened.bundle;
  const submission = bundle.find(({ reference }) => reference === opened.submission.reference);
  const now = submission ? await open(dependencies, { ...opened, bundle, submission }) : opened;
  return outcome(dependencies, request, now, true) ?? moved(dependencies, request, now, typed);
}

async function store(
  { table, settings, now }: Dependencies,
  { submission, record }: Opened,
  command: Decision,
): Promise<'stored' | 'moved' | FormProblem[]> {
  const known = { submission, record, ...(await around(table, submission, command)) };
  const result = await takeStep(table, command, known, decidersOf(settings.people), now());
  if (typeof result === 'string') return result;
  return result.map(({ path: [field], ...rest }) => ({ name: inputOf(field, submission), ...rest }));
}

/** What is wrong with the record as a whole is no single field's fault. */
function inputOf(field: string | number | undefined, { changes }: Submission): string {
  if (field === undefined) return 'decision';
  // What nobody proposed has no choice beside it.
  return changes.some((change) => change.field === field) ? `change[${field}]` : `value[${field}]`;
}

/** What else a decision of this kind must know. */
async function around(table: Table, submission: Submission, command: Decision) {
  const { kind, record } = submission;
  const taken = command.type === 'approve' && command.id ? await findRecord(table, command.id) : null;
  return {
    taken: taken !== null,
    consents: kind === 'objection' && record !== null ? await loadConsents(table, record) : [],
    contact: await loadContact(table, leadOf(submission)),
  };
}

export const handler = reviewHandler(deployedHttpDependencies('review'));

import { getDomain } from 'tldts';
import { decidersOf } from '../config/people.ts';
import type { Bundle } from '../domain/bundle.ts';
import { stands } from '../domain/consent.ts';
import { isRecent } from '../domain/date.ts';
import type { CurrentRecord } from '../domain/inventory.ts';
import { hasSay } from '../domain/say.ts';
import { leadOf, type Submission } from '../domain/submission.ts';
import { tooOften } from '../http/answers.ts';
import { readForm } from '../http/body.ts';
import { type HttpRequest, type HttpResponse, privatePage, seeOther } from '../http/exchange.ts';
import { pageContext } from '../http/page-context.ts';
import { confirmedPage, confirmPage, namesOf } from '../pages/confirm.tsx';
import { expiredLinkPage, freshLinkPage } from '../pages/expired-link.tsx';
import type { FormProblem } from '../pages/form-problem.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadBundle } from '../storage/bundles.ts';
import { loadConsents, loadGrantor } from '../storage/consents.ts';
import { isExpired, type Link } from '../storage/links.ts';
import { countConfirmation } from '../storage/mail-limits.ts';
import { oweFreshLink } from '../storage/mail-outbox.ts';
import { loadRecord } from '../storage/records.ts';
import { loadContact } from '../storage/submissions.ts';
import type { Table } from '../storage/table.ts';
import { takeSteps, type Wanted } from '../storage/take-step.ts';

/** A link that proves an address, and what came with that. */
export type Opened = { readonly link: Link; readonly bundle: Bundle };

/** Asks whether what was sent is the reader's; once that is answered, says where it stands. */
export function showConfirmation(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: Opened,
): HttpResponse {
  const { link, bundle } = opened;
  const { settings, now } = dependencies;
  if (unconfirmedOf(bundle).length > 0) {
    return asking(dependencies, request, opened, isExpired(link, now()) ? 'expired' : 'valid', []);
  }
  const justConfirmed = bundle.some((one) => one.status === 'pending' && isRecent(one.pendingSince, now()));
  return privatePage(200, confirmedPage({ bundle, justConfirmed }, pageContext(request, settings.portal)));
}

function unconfirmedOf(bundle: Bundle): readonly Submission[] {
  return bundle.filter(({ status }) => status === 'unconfirmed');
}

type Asking = 'valid' | 'expired' | 'moved';

function asking(
  { settings }: Dependencies,
  request: HttpRequest,
  { bundle }: Opened,
  how: Asking,
  problems: readonly FormProblem[],
): HttpResponse {
  const context = pageContext(request, settings.portal);
  const refused = problems.length > 0 ? 422 : 200;
  if (how === 'expired') return privatePage(refused, expiredLinkPage({ kind: 'confirm', problems }, context));
  const moved = how === 'moved';
  const props = { submissions: unconfirmedOf(bundle), problems, moved };
  return privatePage(moved ? 409 : refused, confirmPage(props, context));
}

export async function takeConfirmation(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: Opened,
): Promise<HttpResponse> {
  const { link, bundle } = opened;
  const { table, now } = dependencies;
  const form = readForm(request);
  const decision = form.get('decision');
  const unconfirmed = unconfirmedOf(bundle);
  if (unconfirmed.length === 0) return showConfirmation(dependencies, request, opened);
  const expired = isExpired(link, now());
  if (expired && decision === 'send') return takeExpired(dependencies, request, opened);
  if (expired || (decision !== 'confirm' && decision !== 'cancel')) {
    const problems: FormProblem[] = [{ name: 'decision', rule: 'decision-missing' }];
    return asking(dependencies, request, opened, expired ? 'expired' : 'valid', problems);
  }
  // What somebody says yes to is what they read.
  const seen = form.get('seen');
  if (seen !== null && seen !== namesOf(unconfirmed))
    return asking(dependencies, request, opened, 'moved', []);
  if ((await answer(dependencies, link.reference, decision, namesOf(unconfirmed))) === 'stored') {
    return seeOther(request.path);
  }
  // Somebody else answered meanwhile: the page shows what.
  const newest = await loadBundle(table, link.reference);
  return showConfirmation(dependencies, request, { link, bundle: newest ?? bundle });
}

async function takeExpired(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: Opened,
): Promise<HttpResponse> {
  const { table, settings, now, limited } = dependencies;
  const { reference, holder: recipient } = opened.link;
  const email = limited ? (await loadContact(table, leadOf(opened.bundle[0])))?.email : null;
  const wait = email ? await countConfirmation(table, settings.limits, email, now()) : null;
  if (wait !== null) {
    const problems: FormProblem[] = [{ name: 'decision', rule: 'too-often' }];
    return tooOften(asking(dependencies, request, opened, 'expired', problems), wait);
  }
  await oweFreshLink(table, { kind: 'confirm-address', reference, recipient }, now());
  return privatePage(200, freshLinkPage(pageContext(request, settings.portal)));
}

/** An objection moves its record, which others may move at the same moment: then it is tried again. */
const TRIES = 5;

/** Confirms or takes back all that waits for it, at once, as long as it is what was read. */
async function answer(
  dependencies: Dependencies,
  reference: string,
  decision: 'confirm' | 'cancel',
  read: string,
): Promise<'stored' | 'moved'> {
  const { table, settings, now } = dependencies;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const bundle = await loadBundle(table, reference);
    const unconfirmed = bundle ? unconfirmedOf(bundle) : [];
    if (namesOf(unconfirmed) !== read) return 'moved';
    const steps = await Promise.all(unconfirmed.map((one) => wanted(table, one, decision)));
    const taken = await takeSteps(table, steps, decidersOf(settings.people), now());
    if (taken === 'stored') return 'stored';
  }
  return 'moved';
}

async function wanted(table: Table, submission: Submission, decision: 'confirm' | 'cancel'): Promise<Wanted> {
  const record = submission.kind === 'objection' ? await loadRecord(table, submission.record) : null;
  const known = { submission, record };
  if (decision === 'cancel') return { command: { type: 'cancel' }, known };
  const held = record !== null && (await holds(table, submission, record));
  return { command: { type: 'confirm', holds: held }, known };
}

/** Whether an objection comes from somebody who has a say in the record. */
async function holds(table: Table, submission: Submission, record: CurrentRecord): Promise<boolean> {
  const email = (await loadContact(table, leadOf(submission)))?.email;
  if (!email) return false;
  const consents = (await loadConsents(table, record.id)).filter(stands);
  const grantors = await Promise.all(consents.map(({ receipt }) => loadGrantor(table, receipt)));
  const addresses = grantors.flatMap((grantor) => grantor?.email ?? []);
  return hasSay(email, record.content, addresses, (host) => getDomain(host, { allowPrivateDomains: true }));
}

import { getDomain } from 'tldts';
import { decidersOf } from '../config/people.ts';
import { stands } from '../domain/consent.ts';
import { isRecent } from '../domain/date.ts';
import type { CurrentRecord } from '../domain/inventory.ts';
import { hasSay } from '../domain/say.ts';
import type { Submission } from '../domain/submission.ts';
import { tooOften } from '../http/answers.ts';
import { readForm } from '../http/body.ts';
import { type HttpRequest, type HttpResponse, privatePage, seeOther } from '../http/exchange.ts';
import { pageContext } from '../http/page-context.ts';
import { confirmedPage, confirmPage } from '../pages/confirm.tsx';
import { expiredLinkPage, freshLinkPage } from '../pages/expired-link.tsx';
import type { FormProblem } from '../pages/form-problem.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadConsents, loadGrantor } from '../storage/consents.ts';
import { isExpired, type Link } from '../storage/links.ts';
import { countConfirmation } from '../storage/mail-limits.ts';
import { oweFreshLink } from '../storage/mail-outbox.ts';
import { loadRecord } from '../storage/records.ts';
import { loadContact, loadSubmission } from '../storage/submissions.ts';
import type { Table } from '../storage/table.ts';
import { takeStep } from '../storage/take-step.ts';

/** A link that proves an address, and what it is about. */
export type Opened = { readonly link: Link; readonly submission: Submission };

/** Asks whether the submission is the reader's; once that is answered, says where it stands. */
export function showConfirmation(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: Opened,
): HttpResponse {
  const { link, submission } = opened;
  const { settings, now } = dependencies;
  if (submission.status === 'unconfirmed') {
    return asking(dependencies, request, opened, isExpired(link, now()) ? 'expired' : 'valid', []);
  }
  const justConfirmed = submission.status === 'pending' && isRecent(submission.pendingSince, now());
  return privatePage(
    200,
    confirmedPage({ submission, justConfirmed }, pageContext(request, settings.portal)),
  );
}

function asking(
  { settings }: Dependencies,
  request: HttpRequest,
  { submission }: Opened,
  validity: 'valid' | 'expired',
  problems: readonly FormProblem[],
): HttpResponse {
  const context = pageContext(request, settings.portal);
  const page =
    validity === 'valid'
      ? confirmPage({ submission, problems }, context)
      : expiredLinkPage({ kind: 'confirm', problems }, context);
  return privatePage(problems.length > 0 ? 422 : 200, page);
}

export async function takeConfirmation(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: Opened,
): Promise<HttpResponse> {
  const { link, submission } = opened;
  const { table, now } = dependencies;
  const decision = readForm(request).get('decision');
  if (submission.status !== 'unconfirmed') return showConfirmation(dependencies, request, opened);
  const expired = isExpired(link, now());
  if (expired && decision === 'send') return takeExpired(dependencies, request, opened);
  if (expired || (decision !== 'confirm' && decision !== 'cancel')) {
    const problems: FormProblem[] = [{ name: 'decision', rule: 'decision-missing' }];
    return asking(dependencies, request, opened, expired ? 'expired' : 'valid', problems);
  }
  if ((await answer(dependencies, submission, decision)) === 'stored') return seeOther(request.path);
  // Somebody else answered meanwhile: the page shows what.
  const newest = await loadSubmission(table, link.reference);
  return showConfirmation(dependencies, request, { link, submission: newest ?? submission });
}

async function takeExpired(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: Opened,
): Promise<HttpResponse> {
  const { table, settings, now, limited } = dependencies;
  const { reference, holder: recipient } = opened.link;
  const email = limited ? (await loadContact(table, reference))?.email : null;
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

async function answer(
  dependencies: Dependencies,
  submission: Submission,
  decision: 'confirm' | 'cancel',
): Promise<'stored' | 'moved'> {
  const { table, settings, now } = dependencies;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const newest = attempt === 1 ? submission : await loadSubmission(table, submission.reference);
    if (newest?.status !== 'unconfirmed') return 'moved';
    const record = newest.kind === 'objection' ? await loadRecord(table, newest.record) : null;
    const command =
      decision === 'cancel'
        ? ({ type: 'cancel' } as const)
        : ({ type: 'confirm', holds: record !== null && (await holds(table, newest, record)) } as const);
    const known = { submission: newest, record };
    if ((await takeStep(table, command, known, decidersOf(settings.people), now())) === 'stored')
      return 'stored';
  }
  return 'moved';
}

/** Whether an objection comes from somebody who has a say in the record. */
async function holds(table: Table, { reference }: Submission, record: CurrentRecord): Promise<boolean> {
  const email = (await loadContact(table, reference))?.email;
  if (!email) return false;
  const consents = (await loadConsents(table, record.id)).filter(stands);
  const grantors = await Promise.all(consents.map(({ receipt }) => loadGrantor(table, receipt)));
  const addresses = grantors.flatMap((grantor) => grantor?.email ?? []);
  return hasSay(email, record.content, addresses, (host) => getDomain(host, { allowPrivateDomains: true }));
}

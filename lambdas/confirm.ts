import { managers } from './config/people.ts';
import type { RouteOf } from './config/routes.ts';
import { isRecent } from './domain/date.ts';
import { decide } from './domain/decide.ts';
import { evolve } from './domain/evolve.ts';
import { owedMails } from './domain/owed.ts';
import type { Submission } from './domain/submission.ts';
import { saying, tooOften } from './http/answers.ts';
import { readForm } from './http/body.ts';
import { type HttpRequest, type HttpResponse, privatePage, seeOther } from './http/exchange.ts';
import { httpHandler } from './http/handler.ts';
import { pageContext } from './http/page-context.ts';
import { confirmedPage, confirmPage } from './pages/confirm.tsx';
import { expiredLinkPage, freshLinkPage } from './pages/expired-link.tsx';
import type { FormProblem } from './pages/form-problem.ts';
import { type Dependencies, deployedDependencies } from './runtime/dependencies.ts';
import { isExpired, type Link, loadLink } from './storage/links.ts';
import { countConfirmation } from './storage/mail-limits.ts';
import { oweFreshLink } from './storage/mail-outbox.ts';
import { sha256 } from './storage/secrets.ts';
import { loadContact, loadSubmission, storeStep } from './storage/submissions.ts';

/** Proves that the address of a submission is its sender's. */
export function confirmHandler(dependencies: Dependencies) {
  const { settings, publicUrl, logger } = dependencies;
  return httpHandler<RouteOf<'confirm'>>({
    publicUrl,
    portal: settings.portal,
    logger,
    routes: {
      'GET /confirm/{token}': (request) => withLink(dependencies, request, show),
      'POST /confirm/{token}': (request) => withLink(dependencies, request, take),
    },
  });
}

type Opened = { readonly link: Link; readonly submission: Submission };
type Step = (dependencies: Dependencies, request: HttpRequest, opened: Opened) => Promise<HttpResponse>;

async function withLink(dependencies: Dependencies, request: HttpRequest, step: Step): Promise<HttpResponse> {
  const { table, settings } = dependencies;
  const link = await loadLink(table, sha256(request.parameters['token'] ?? ''));
  const submission = link?.purpose === 'confirm' ? await loadSubmission(table, link.reference) : null;
  if (!link || !submission) return saying('unknownLink', 404, request, settings.portal);
  return step(dependencies, request, { link, submission });
}

async function show(dependencies: Dependencies, request: HttpRequest, opened: Opened): Promise<HttpResponse> {
  const { link, submission } = opened;
  const context = pageContext(request, dependencies.settings.portal);
  if (submission.status !== 'unconfirmed') {
    const justConfirmed =
      submission.status === 'pending' && isRecent(submission.pendingSince, dependencies.now());
    return privatePage(200, confirmedPage({ submission, justConfirmed }, context));
  }
  return asking(dependencies, request, opened, isExpired(link, dependencies.now()) ? 'expired' : 'valid', []);
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

async function take(dependencies: Dependencies, request: HttpRequest, opened: Opened): Promise<HttpResponse> {
  const { link, submission } = opened;
  const decision = readForm(request).get('decision');
  if (submission.status !== 'unconfirmed') return show(dependencies, request, opened);
  const expired = isExpired(link, dependencies.now());
  if (expired && decision === 'send') return takeExpired(dependencies, request, opened);
  if (expired || (decision !== 'confirm' && decision !== 'cancel')) {
    const problems: FormProblem[] = [{ name: 'decision', rule: 'decision-missing' }];
    return asking(dependencies, request, opened, expired ? 'expired' : 'valid', problems);
  }
  if (await answer(dependencies, submission, decision)) return seeOther(request.path);
  // Somebody else answered meanwhile: the page shows what.
  return withLink(dependencies, request, show);
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

/** False when somebody else answered meanwhile. */
async function answer(
  { table, settings, now }: Dependencies,
  before: Submission,
  type: 'confirm' | 'cancel',
): Promise<boolean> {
  const outcome = decide({ type }, { submission: before, record: null }, now());
  if (outcome.problems || outcome.event.type === 'received') return false;
  const { event } = outcome;
  const after = evolve(before, event);
  const mails = owedMails(event, after, managers(settings.people));
  return storeStep(table, { before, after, event, mails, record: null, version: null });
}

export const handler = confirmHandler(deployedDependencies('confirm'));

import type { Bundle } from '../domain/bundle.ts';
import { isRecent } from '../domain/date.ts';
import type { Reference } from '../domain/names.ts';
import { leadOf, type Submission } from '../domain/submission.ts';
import { tooOften } from '../http/answers.ts';
import { formBody } from '../http/body.ts';
import { type HttpRequest, type HttpResponse, privatePage, seeOther } from '../http/exchange.ts';
import { pageContext } from '../http/page-context.ts';
import { confirmedPage, confirmPage, namesOf } from '../pages/confirm.tsx';
import { expiredLinkPage, freshLinkPage } from '../pages/expired-link.tsx';
import type { FormProblem } from '../pages/form-problem.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { isExpired, type Link } from '../storage/links.ts';
import { countAsked } from '../storage/mail-limits.ts';
import { isFreshLinkOwed, oweFreshLink } from '../storage/mail-outbox.ts';
import { loadContact } from '../storage/submissions.ts';
import { untilUnmoved } from '../storage/until-unmoved.ts';
import { confirming } from '../submissions/objection/confirm.ts';
import { loadBundle } from '../workflow/bundles.ts';
import { type StepResult, takeSteps } from '../workflow/take-steps.ts';

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

function unconfirmedOf(bundle: readonly Submission[]): readonly Submission[] {
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
  const form = formBody(request);
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
  if ((await answer(dependencies, bundle[0].reference, decision, namesOf(unconfirmed))) === 'stored') {
    return seeOther(request.path);
  }
  // Somebody else answered meanwhile: the page shows what.
  const newest = await loadBundle(table, bundle[0].reference);
  return showConfirmation(dependencies, request, { link, bundle: newest ?? bundle });
}

/** Only the person who was mailed the link gets here: being told that it was too often tells them nothing of others. */
async function takeExpired(
  dependencies: Dependencies,
  request: HttpRequest,
  opened: Opened,
): Promise<HttpResponse> {
  const { table, settings, now, limited } = dependencies;
  const { reference, holder: recipient } = opened.link;
  const mail = { kind: 'confirm-address', reference, recipient } as const;
  const counts = limited && !(await isFreshLinkOwed(table, mail));
  const email = counts ? (await loadContact(table, leadOf(opened.bundle[0])))?.email : null;
  const wait = email ? await countAsked(table, settings.limits, email, now()) : null;
  if (wait !== null) {
    const problems: FormProblem[] = [{ name: 'decision', rule: 'too-often' }];
    return tooOften(asking(dependencies, request, opened, 'expired', problems), wait);
  }
  await oweFreshLink(table, mail, now());
  return privatePage(200, freshLinkPage(pageContext(request, settings.portal)));
}

/** An objection moves its record, and counts what its sender holds: others may do so at the same moment. */
const TRIES = 10;

/** Confirms or takes back all that waits for it, at once, as long as it is what was read. */
async function answer(
  dependencies: Dependencies,
  reference: Reference,
  decision: 'confirm' | 'cancel',
  read: string,
): Promise<'stored' | 'moved'> {
  const answered = await untilUnmoved(TRIES, async () => {
    const bundle = (await loadBundle(dependencies.table, reference)) ?? [];
    const unconfirmed = unconfirmedOf(bundle);
    if (namesOf(unconfirmed) !== read) return 'moved';
    const taken =
      decision === 'confirm'
        ? await confirm(dependencies, bundle, unconfirmed)
        : await cancel(dependencies, bundle, unconfirmed);
    return taken.value === 'stored' ? 'stored' : null;
  });
  return answered ?? 'moved';
}

async function confirm(
  dependencies: Dependencies,
  bundle: readonly Submission[],
  unconfirmed: readonly Submission[],
): Promise<StepResult> {
  const { measure, logger } = dependencies;
  const { steps, counted, refused } = await confirming(dependencies, unconfirmed);
  const taken = await takeSteps(dependencies, bundle, steps, counted);
  if (taken.value === 'stored' && refused.length > 0) {
    measure('HoldRefused', refused.length);
    const references = unconfirmed.map(({ reference }) => reference);
    logger.warn('holds refused', { references, refused });
  }
  return taken;
}

async function cancel(
  dependencies: Dependencies,
  bundle: readonly Submission[],
  unconfirmed: readonly Submission[],
): Promise<StepResult> {
  const steps = unconfirmed.map((submission) => ({
    command: { type: 'cancel' } as const,
    known: { submission, record: null },
  }));
  return takeSteps(dependencies, bundle, steps);
}

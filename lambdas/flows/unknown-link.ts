import { stands } from '../domain/consent.ts';
import { CONTRIBUTOR, type OwedMail } from '../domain/owed.ts';
import { isWaiting, leadOf } from '../domain/submission.ts';
import { tooOften } from '../http/answers.ts';
import { readForm } from '../http/body.ts';
import { clientNetwork } from '../http/client-network.ts';
import { typedInputs } from '../http/common-form.ts';
import { type HttpRequest, type HttpResponse, privatePage } from '../http/exchange.ts';
import { pageContext } from '../http/page-context.ts';
import { readWanted, unknownLinkAnswer, type Wanted } from '../http/unknown-link.ts';
import type { FormProblem } from '../pages/form-problem.ts';
import { perhapsOnItsWayPage } from '../pages/unknown-link.tsx';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadBundle } from '../storage/bundles.ts';
import { loadConsent, loadGrantor } from '../storage/consents.ts';
import { oweFreshLink } from '../storage/mail-outbox.ts';
import { loadLongestWaiting } from '../storage/queue.ts';
import { countFreshLink, countSubmission } from '../storage/submission-limits.ts';
import { loadContact } from '../storage/submissions.ts';

/**
 * What becomes of a mailed link that opens nothing, and that nobody can mend: a page that offers a fresh one. Whoever asks
 * learns nothing by it, and the mail goes to an address on file only.
 */
export async function unknownLink(dependencies: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const { table, settings, limited, now } = dependencies;
  if (request.method !== 'POST') return unknownLinkAnswer(request, settings.portal);
  const form = readForm(request);
  // Whatever else was answered by a link that opens nothing answers nothing.
  if (form.get('decision') !== 'send') return unknownLinkAnswer(request, settings.portal);
  const again = (problems: readonly FormProblem[]) =>
    unknownLinkAnswer(request, settings.portal, { status: 422, typed: typedInputs(form), problems });
  const wanted = readWanted(form);
  if ('problems' in wanted) return again(wanted.problems);
  const sender = { network: clientNetwork(request), email: null, proven: true, count: 1 };
  const excess = limited ? await countSubmission(table, settings.limits, sender, now()) : null;
  if (excess) return tooOften(again([{ name: 'email', rule: excess.rule }]), excess.seconds);
  for (const { mail, to } of await mailsFor(dependencies, wanted)) {
    const refused = limited && (await countFreshLink(table, settings.limits, to, now()));
    if (!refused) await oweFreshLink(table, mail, now());
  }
  return privatePage(200, perhapsOnItsWayPage(pageContext(request, settings.portal)));
}

/** A mail with a fresh link, and the address on file that it goes to. */
type Fresh = { readonly mail: OwedMail; readonly to: string };

async function mailsFor(dependencies: Dependencies, wanted: Wanted): Promise<readonly Fresh[]> {
  const toReview = await reviewsFor(dependencies, wanted);
  const { reference } = wanted;
  if (reference === null) return toReview;
  const own = await (reference.startsWith('RCP') ? grantorsLink : sendersLink)(dependencies, reference);
  const theirs = own && (wanted.email === null || same(own.to, wanted.email));
  return theirs ? [...toReview, own] : toReview;
}

/** The most fresh links to reviews that are mailed at once to somebody who names none. */
const MOST_REVIEWS = 5;

/** To whoever decides: what they name, or what has waited longest. */
async function reviewsFor(
  { table, settings }: Dependencies,
  { email, reference }: Wanted,
): Promise<readonly Fresh[]> {
  const person = settings.people.find((one) => email !== null && same(one.email, email));
  if (!person) return [];
  const bundle = reference === null ? null : await loadBundle(table, reference);
  const named = bundle?.some(isWaiting) ? [leadOf(bundle[0])] : [];
  const references = reference === null ? await loadLongestWaiting(table, MOST_REVIEWS) : named;
  return references.map((one) => ({
    mail: { kind: 'review-request', reference: one, recipient: person.id },
    to: person.email,
  }));
}

/** To whoever sent it: what confirms the address as long as that is to be done, then the page of its status. */
async function sendersLink({ table }: Dependencies, reference: string): Promise<Fresh | null> {
  const bundle = await loadBundle(table, reference);
  const lead = bundle && leadOf(bundle[0]);
  const to = lead && (await loadContact(table, lead))?.email;
  if (!bundle || !lead || !to) return null;
  const unconfirmed = bundle.some(({ status }) => status === 'unconfirmed');
  const kind = unconfirmed ? 'confirm-address' : 'status-link';
  return { mail: { kind, reference: lead, recipient: CONTRIBUTOR }, to };
}

async function grantorsLink({ table }: Dependencies, receipt: string): Promise<Fresh | null> {
  const consent = await loadConsent(table, receipt);
  const to = consent && stands(consent) && (await loadGrantor(table, receipt))?.email;
  return to ? { mail: { kind: 'withdrawal-link', reference: receipt, recipient: CONTRIBUTOR }, to } : null;
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

import { isInForce } from '../domain/consent.ts';
import { isReceipt, type ReceiptId, type Reference } from '../domain/names.ts';
import { CONTRIBUTOR } from '../domain/owed.ts';
import { isWaiting, leadOf } from '../domain/submission.ts';
import { typedInputs } from '../forms/common.ts';
import { readWanted, unknownLinkAnswer, type Wanted } from '../forms/unknown-link.ts';
import { tooOften } from '../http/answers.ts';
import { formBody } from '../http/body.ts';
import { type HttpRequest, type HttpResponse, privatePage } from '../http/exchange.ts';
import { pageContext } from '../http/page-context.ts';
import type { FormProblem } from '../pages/form-problem.ts';
import { perhapsOnItsWayPage } from '../pages/unknown-link.tsx';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadConsent, loadGrantor } from '../storage/consents.ts';
import { loadLongestWaiting } from '../storage/queue.ts';
import { countAsking } from '../storage/submission-limits.ts';
import { loadContact } from '../storage/submissions.ts';
import { loadBundle } from '../workflow/bundles.ts';
import { type AskedLink, oweAskedLink } from './asked-link.ts';

/**
 * What becomes of a mailed link that opens nothing, and that cannot be mended: a page that offers a fresh one. A person who asks
 * learns nothing by it, and the mail goes to an address on file only.
 */
export async function unknownLink(dependencies: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const { table, settings, limited, now } = dependencies;
  if (request.method !== 'POST') return unknownLinkAnswer(request, settings.portal);
  const form = formBody(request);
  // Whatever else was answered by a link that opens nothing answers nothing.
  if (form.get('decision') !== 'send') return unknownLinkAnswer(request, settings.portal);
  const again = (problems: readonly FormProblem[]) =>
    unknownLinkAnswer(request, settings.portal, { status: 422, typed: typedInputs(form), problems });
  const wanted = readWanted(form);
  if (wanted.problems) return again(wanted.problems);
  const network = request.network;
  const excess = limited ? await countAsking(table, settings.limits, network, now()) : null;
  if (excess) return tooOften(again([{ name: 'email', rule: excess.rule }]), excess.seconds);
  for (const asked of await askedFor(dependencies, wanted.value)) await oweAskedLink(dependencies, asked);
  return privatePage(200, perhapsOnItsWayPage(pageContext(request, settings.portal)));
}

/** What each thing that is named comes to: a mail, or nothing, which who asks cannot tell apart. */
type AskedFor = readonly (AskedLink | null)[];

async function askedFor(dependencies: Dependencies, wanted: Wanted): Promise<AskedFor> {
  const toReview = await reviewsFor(dependencies, wanted);
  const { reference } = wanted;
  if (reference === null) return toReview;
  const own = await (isReceipt(reference)
    ? grantorsLink(dependencies, reference)
    : sendersLink(dependencies, reference));
  const theirs = own && (wanted.email === null || same(own.to, wanted.email));
  return [...toReview, theirs ? own : null];
}

/** The most fresh links to reviews that are mailed at once to somebody who names none. */
const MOST_REVIEWS = 5;

/** To a manager: what they name, or what has waited longest. Looked for in the same way for everybody else. */
async function reviewsFor(
  { table, settings }: Dependencies,
  { email, reference }: Wanted,
): Promise<AskedFor> {
  const person = settings.people.find((one) => email !== null && same(one.email, email));
  const toReview = (lead: Reference): AskedLink | null =>
    person
      ? { mail: { kind: 'review-request', reference: lead, recipient: person.id }, to: person.email }
      : null;
  if (reference === null) return (await loadLongestWaiting(table, MOST_REVIEWS)).map(toReview);
  const bundle = isReceipt(reference) ? null : await loadBundle(table, reference);
  return [bundle?.some(isWaiting) ? toReview(leadOf(bundle[0])) : null];
}

/** To the contributor: what confirms the address as long as that is to be done, then the page of its status. */
async function sendersLink({ table }: Dependencies, reference: Reference): Promise<AskedLink | null> {
  const bundle = await loadBundle(table, reference);
  const lead = bundle ? leadOf(bundle[0]) : reference;
  const to = (await loadContact(table, lead))?.email;
  if (!bundle || !to) return null;
  const unconfirmed = bundle.some(({ status }) => status === 'unconfirmed');
  const kind = unconfirmed ? 'confirm-address' : 'status-link';
  return { mail: { kind, reference: lead, recipient: CONTRIBUTOR }, to };
}

async function grantorsLink({ table }: Dependencies, receipt: ReceiptId): Promise<AskedLink | null> {
  const consent = await loadConsent(table, receipt);
  const to = (await loadGrantor(table, receipt))?.email;
  if (!consent || !isInForce(consent) || !to) return null;
  return { mail: { kind: 'withdrawal-link', reference: receipt, recipient: CONTRIBUTOR }, to };
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

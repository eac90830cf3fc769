import { isInForce } from '../domain/consent.ts';
import { address } from '../domain/documents.ts';
import { CONTRIBUTOR } from '../domain/owed.ts';
import { check } from '../domain/refusals.ts';
import { givenAddress, typedInputs } from '../forms/common.ts';
import { saying, tooOften } from '../http/answers.ts';
import { formBody } from '../http/body.ts';
import { type HttpRequest, type HttpResponse, privatePage } from '../http/exchange.ts';
import { pageContext } from '../http/page-context.ts';
import type { FormProblem } from '../pages/form-problem.ts';
import { linkOnItsWayPage, withdrawalPage } from '../pages/withdrawal.tsx';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadConsents, loadGrantor } from '../storage/consents.ts';
import { findRecord } from '../storage/records.ts';
import { countAsking } from '../storage/submission-limits.ts';
import { oweAskedLink } from './asked-link.ts';

/** Asks for the address that consented; nothing on the page tells whether anybody did. */
export async function showWithdrawal(
  dependencies: Dependencies,
  request: HttpRequest,
): Promise<HttpResponse> {
  return (await answerOfRecord(dependencies, request)) ?? asking(dependencies, request, new Map(), []);
}

/** What is withdrawn already is gone. Whatever else an id stands for is nobody's business here. */
async function answerOfRecord(
  { table, settings }: Dependencies,
  request: HttpRequest,
): Promise<HttpResponse | null> {
  const record = await findRecord(table, request.parameters['id'] ?? '');
  if (!record) return saying('unknownRecord', 404, request, settings.portal);
  return record.status === 'withdrawn' ? saying('withdrawnRecord', 410, request, settings.portal) : null;
}

function asking(
  { settings }: Dependencies,
  request: HttpRequest,
  typed: ReadonlyMap<string, string>,
  problems: readonly FormProblem[],
): HttpResponse {
  const context = pageContext(request, settings.portal);
  return privatePage(problems.length > 0 ? 422 : 200, withdrawalPage({ typed, problems }, context));
}

/** Mails the link to the address if it is one that consented; says the same if it is not. */
export async function takeWithdrawalLink(
  dependencies: Dependencies,
  request: HttpRequest,
): Promise<HttpResponse> {
  const gone = await answerOfRecord(dependencies, request);
  if (gone) return gone;
  const form = formBody(request);
  const again = (...problems: readonly FormProblem[]) =>
    asking(dependencies, request, typedInputs(form), problems);
  const email = check(address, givenAddress(form) ?? '');
  const problems: FormProblem[] = (email.problems ?? []).map(({ rule }) => ({ name: 'email', rule }));
  if (form.get('decision') !== 'send') problems.push({ name: 'decision', rule: 'decision-missing' });
  if (email.problems || problems.length > 0) return again(...problems);
  const { table, settings, limited, now } = dependencies;
  const excess = limited ? await countAsking(table, settings.limits, request.network, now()) : null;
  if (excess) return tooOften(again({ name: 'email', rule: excess.rule }), excess.seconds);
  await oweLinks(dependencies, request.parameters['id'] ?? '', email.value);
  return privatePage(200, linkOnItsWayPage(pageContext(request, settings.portal)));
}

/** For each consent that stands, whether this address gave it or not. */
async function oweLinks(dependencies: Dependencies, record: string, email: string): Promise<void> {
  const { table } = dependencies;
  for (const { receipt } of (await loadConsents(table, record)).filter(isInForce)) {
    const grantor = await loadGrantor(table, receipt);
    const theirs = grantor?.email?.toLowerCase() === email.toLowerCase();
    const mail = { kind: 'withdrawal-link', reference: receipt, recipient: CONTRIBUTOR } as const;
    await oweAskedLink(dependencies, theirs ? { mail, to: email } : null);
  }
}

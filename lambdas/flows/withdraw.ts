import { decidersOf } from '../config/people.ts';
import { type ConsentRecord, stands } from '../domain/consent.ts';
import type { OwedMail } from '../domain/owed.ts';
import { withdraw } from '../domain/withdrawal.ts';
import { readForm } from '../http/body.ts';
import {
  type HttpRequest,
  type HttpResponse,
  jsonResponse,
  privatePage,
  seeOther,
} from '../http/exchange.ts';
import { pageContext } from '../http/page-context.ts';
import type { FormProblem } from '../pages/form-problem.ts';
import { receiptPage } from '../pages/receipt.tsx';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadConsent, loadConsentEvents, loadConsents, storeWithdrawal } from '../storage/consents.ts';
import { loadNotice } from '../storage/notices.ts';
import { loadRecord } from '../storage/records.ts';
import { RECEIPT_TYPE, receiptFile, receiptOf } from './receipt-document.ts';

/** What was agreed to, and the question whether to withdraw it; afterwards, what became of it. */
export async function showConsent(
  dependencies: Dependencies,
  request: HttpRequest,
  consent: ConsentRecord,
  problems: readonly FormProblem[] = [],
): Promise<HttpResponse> {
  const { table, settings } = dependencies;
  if (request.method === 'GET' && request.query.get('format') === 'jsonld') {
    return receiptDownload(dependencies, request, consent);
  }
  const props = {
    consent,
    events: await loadConsentEvents(table, consent.receipt),
    notice: await loadNotice(table, consent.noticeSha256),
    title: (await loadRecord(table, consent.record))?.content.title ?? null,
    problems,
  };
  return privatePage(
    problems.length > 0 ? 422 : 200,
    receiptPage(props, pageContext(request, settings.portal)),
  );
}

/** What was agreed to for machines, to be kept. */
async function receiptDownload(
  dependencies: Dependencies,
  request: HttpRequest,
  consent: ConsentRecord,
): Promise<HttpResponse> {
  return jsonResponse(200, await receiptOf(dependencies, consent, request.language), {
    'content-type': RECEIPT_TYPE,
    'content-disposition': `attachment; filename="${receiptFile(consent)}"`,
    'x-robots-tag': 'noindex',
  });
}

/** Withdrawing is never refused, and waits for nobody. */
export async function takeWithdrawal(
  dependencies: Dependencies,
  request: HttpRequest,
  consent: ConsentRecord,
): Promise<HttpResponse> {
  const decision = readForm(request).get('decision');
  if (!stands(consent)) return showConsent(dependencies, request, consent);
  if (decision !== 'withdraw') {
    return showConsent(dependencies, request, consent, [{ name: 'decision', rule: 'decision-missing' }]);
  }
  await endConsent(dependencies, consent);
  return seeOther(request.path);
}

/** The record may be moved by others at the same moment: tried until nobody did. */
const TRIES = 10;

async function endConsent(dependencies: Dependencies, { receipt }: ConsentRecord): Promise<void> {
  const { table, settings, now, measure } = dependencies;
  const mails = toldOf(receipt, decidersOf(settings.people).managers);
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const consent = await loadConsent(table, receipt);
    if (!consent || !stands(consent)) return;
    const record = await loadRecord(table, consent.record);
    const withdrawn = withdraw(consent, record, await loadConsents(table, consent.record), now());
    if (withdrawn.problems) return;
    if (await storeWithdrawal(table, withdrawn, record, mails)) return measure('Withdrawn');
  }
  throw new Error(`The record of ${receipt} kept moving.`);
}

function toldOf(receipt: string, people: readonly string[]): readonly OwedMail[] {
  return people.map((recipient) => ({ kind: 'withdrawn', reference: receipt, recipient }));
}

import { decidersOf } from '../config/people.ts';
import { type ConsentRecord, isInForce } from '../domain/consent.ts';
import { formBody } from '../http/body.ts';
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
import { loadConsentEvents } from '../storage/consents.ts';
import { loadNotice } from '../storage/notices.ts';
import { loadRecord } from '../storage/records.ts';
import { endConsent } from '../workflow/end-consent.ts';
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
  const decision = formBody(request).get('decision');
  if (!isInForce(consent)) return showConsent(dependencies, request, consent);
  if (decision !== 'withdraw') {
    return showConsent(dependencies, request, consent, [{ name: 'decision', rule: 'decision-missing' }]);
  }
  const { table, settings, now, measure } = dependencies;
  const { managers } = decidersOf(settings);
  if (await endConsent(table, consent.receipt, managers, now())) measure('Withdrawn');
  return seeOther(request.path);
}

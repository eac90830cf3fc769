import type { Asked } from '../domain/accuracy.ts';
import { isInForce } from '../domain/consent.ts';
import { isReceipt, type Name } from '../domain/names.ts';
import type { CurrentRecord } from '../domain/record-state.ts';
import { formBody } from '../http/body.ts';
import { type HttpRequest, type HttpResponse, privatePage, seeOther } from '../http/exchange.ts';
import { pageContext } from '../http/page-context.ts';
import { accuracyPage, notAskedPage } from '../pages/accuracy.tsx';
import type { FormProblem } from '../pages/form-problem.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadConsent } from '../storage/consents.ts';
import { loadRecord } from '../storage/records.ts';
import { loadSubmission } from '../storage/submissions.ts';
import type { Table } from '../storage/table.ts';
import { untilUnmoved } from '../storage/until-unmoved.ts';
import { loadAsked, stopAsking, storeAnswered, storeConfirmed } from '../workflow/accuracy.ts';

type Question = { readonly asked: Asked; readonly record: CurrentRecord };

/** Asks whether a record is still accurate; once that is answered, says so. */
export async function showAccuracy(
  { table, settings }: Dependencies,
  request: HttpRequest,
  name: Name,
  problems: readonly FormProblem[] = [],
): Promise<HttpResponse> {
  const context = pageContext(request, settings.portal);
  const question = await questionOf(table, name);
  if (!question) return privatePage(200, notAskedPage(context));
  const { asked, record } = question;
  const mayStop = !isReceipt(name);
  const props = { id: record.id, content: record.content, asked, mayStop, problems };
  return privatePage(problems.length > 0 ? 422 : 200, accuracyPage(props, context));
}

/** Null when the record is gone, the consent has ended, or nobody is asked about it any more. */
async function questionOf(table: Table, name: Name): Promise<Question | null> {
  const id = await recordOf(table, name);
  if (id === null) return null;
  const asked = await loadAsked(table, id, name);
  const record = await loadRecord(table, id);
  return asked && record && { asked, record };
}

async function recordOf(table: Table, name: Name): Promise<string | null> {
  if (!isReceipt(name)) return (await loadSubmission(table, name))?.record ?? null;
  const consent = await loadConsent(table, name);
  return consent && isInForce(consent) ? consent.record : null;
}

export async function takeAccuracy(
  dependencies: Dependencies,
  request: HttpRequest,
  name: Name,
): Promise<HttpResponse> {
  const { table, now } = dependencies;
  const decision = formBody(request).get('decision');
  const question = await questionOf(table, name);
  // Answered already, or nothing to answer.
  if (!question || question.asked.askedAt === null) return showAccuracy(dependencies, request, name);
  const { asked, record } = question;
  if (decision === 'accurate') {
    await confirm(dependencies, name);
    return seeOther(request.path);
  }
  if (decision === 'correct') {
    await storeAnswered(table, asked, now());
    return seeOther(`/correct/${record.id}`);
  }
  if (decision === 'stop' && !isReceipt(name)) {
    await stopAsking(table, asked.record, name);
    return seeOther(request.path);
  }
  return showAccuracy(dependencies, request, name, [{ name: 'decision', rule: 'decision-missing' }]);
}

/** The record may be moved by others at the same moment: tried until nobody did, or somebody answered. */
const TRIES = 10;

async function confirm({ table, now }: Dependencies, name: Name): Promise<void> {
  const done = await untilUnmoved(TRIES, async () => {
    const question = await questionOf(table, name);
    if (!question || question.asked.askedAt === null) return 'answered already';
    const consent = isReceipt(name) ? await loadConsent(table, name) : null;
    const renewed = consent && isInForce(consent) ? consent : null;
    const stored = await storeConfirmed(table, question.asked, question.record, renewed, now());
    return stored ? 'stored' : null;
  });
  if (done === null) throw new Error(`The record of ${name} kept moving.`);
}

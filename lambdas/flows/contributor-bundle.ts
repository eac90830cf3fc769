import type { Bundle } from '../domain/bundle.ts';
import { isOpen, type Submission } from '../domain/submission.ts';
import { formBody } from '../http/body.ts';
import { type HttpRequest, type HttpResponse, ownPath, privatePage, seeOther } from '../http/exchange.ts';
import { pageContext } from '../http/page-context.ts';
import { ownBundlePage } from '../pages/contributor-bundle.tsx';
import type { FormProblem } from '../pages/form-problem.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { loadRecord } from '../storage/records.ts';
import type { Table } from '../storage/table.ts';
import { untilUnmoved } from '../storage/until-unmoved.ts';
import { loadBundle } from '../workflow/bundles.ts';
import { takeSteps, type WantedStep } from '../workflow/take-steps.ts';

/** What the contributor of a bundle may still do with all of it; of each alone, elsewhere. */
export function showOwnBundle(
  { settings }: Dependencies,
  request: HttpRequest,
  bundle: Bundle,
  problems: readonly FormProblem[] = [],
): HttpResponse {
  const manageOne = (of: string) => ownPath({ path: request.path, query: new URLSearchParams({ of }) });
  const page = ownBundlePage({ bundle, problems, manageOne }, pageContext(request, settings.portal));
  return privatePage(problems.length > 0 ? 422 : 200, page);
}

/** Others may move a record, or decide, at the same moment. */
const TRIES = 5;

export async function takeOwnBundle(
  dependencies: Dependencies,
  request: HttpRequest,
  bundle: Bundle,
): Promise<HttpResponse> {
  const { table } = dependencies;
  const decision = formBody(request).get('decision');
  if (bundle.some(isOpen) && decision !== 'cancel') {
    return showOwnBundle(dependencies, request, bundle, [{ name: 'decision', rule: 'decision-missing' }]);
  }
  let known = bundle;
  const answer = await untilUnmoved(TRIES, async () => {
    const open = known.filter(isOpen);
    if (open.length === 0) return showOwnBundle(dependencies, request, known);
    const steps = await Promise.all(open.map((one) => takenBack(table, one)));
    const { value } = await takeSteps(dependencies, known, steps);
    if (value === 'stored') return seeOther(ownPath(request));
    known = (await loadBundle(table, known[0].reference)) ?? known;
    return null;
  });
  return answer ?? showOwnBundle(dependencies, request, known);
}

async function takenBack(table: Table, submission: Submission): Promise<WantedStep> {
  const record = submission.record === null ? null : await loadRecord(table, submission.record);
  return { command: { type: 'cancel' }, known: { submission, record } };
}

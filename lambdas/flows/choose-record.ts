import { type HttpRequest, type HttpResponse, privatePage } from '../http/exchange.ts';
import { pageContext } from '../http/page-context.ts';
import { chooseRecordPage } from '../pages/choose-record.tsx';
import type { Dependencies } from '../runtime/dependencies.ts';
import { searchRecords } from './search-records.ts';
import { togetherWith } from './status-link.ts';

/** Search results on a page. */
const RESULTS = 50;

/** Finds the project that somebody wants to correct, perhaps in one go with what they sent before. */
export async function chooseRecord(dependencies: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const { table, settings } = dependencies;
  const query = request.query.get('q')?.trim() ?? '';
  const found = await searchRecords(table, query);
  const together = await togetherWith(dependencies, request.query);
  const props = { query, results: found.slice(0, RESULTS), together };
  return privatePage(200, chooseRecordPage(props, pageContext(request, settings.portal)));
}

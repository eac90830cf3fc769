import type { RouteOf } from './config/routes.ts';
import { plainAddress } from './domain/duplicates.ts';
import { takeDocument } from './flows/api.ts';
import { chooseRecord } from './flows/choose-record.ts';
import { showWithdrawal, takeWithdrawalLink } from './flows/withdrawal-link.ts';
import { saying } from './http/answers.ts';
import { type HttpRequest, type HttpResponse, seeOther } from './http/exchange.ts';
import { httpHandler } from './http/handler.ts';
import type { Dependencies } from './runtime/dependencies.ts';
import { deployedHttpDependencies, type HttpDependencies } from './runtime/http-dependencies.ts';
import { loadSearchEntries } from './storage/search.ts';
import { formHandlers } from './submissions/forms.ts';

/** Takes what contributors send, from forms and from the API. */
export function submitHandler(dependencies: HttpDependencies) {
  const { settings, publicUrl, logger, throughFrontDoor } = dependencies;
  return httpHandler<RouteOf<'submit'>>({
    publicUrl,
    portal: settings.portal,
    logger,
    throughFrontDoor,
    routes: {
      'GET /correct': (request) => findRecord(dependencies, request),
      ...formHandlers(dependencies),
      'GET /withdraw/{id}': (request) => showWithdrawal(dependencies, request),
      'POST /withdraw/{id}': (request) => takeWithdrawalLink(dependencies, request),
      'POST /api/submissions': (request) => takeDocument(dependencies, request),
    },
  });
}

/** Leads from the portal's own page or code to the form of the record; from neither, to a search for it. */
async function findRecord(dependencies: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const { table, settings } = dependencies;
  if (!request.query.has('code') && !request.query.has('url')) return chooseRecord(dependencies, request);
  const code = request.query.get('code');
  const address = plainAddress(request.query.get('url') ?? '');
  const entries = code || address ? await loadSearchEntries(table) : [];
  const found = entries.find(
    (one) => (code && one.code === code) || (address && plainAddress(one.url ?? '') === address),
  );
  return found ? seeOther(`/correct/${found.id}`) : saying('unknownRecord', 404, request, settings.portal);
}

export const handler = submitHandler(deployedHttpDependencies('submit'));

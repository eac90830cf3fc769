import type { RouteOf } from './config/routes.ts';
import { asReceipt, asReference, type Name } from './domain/names.ts';
import { showAccuracy, takeAccuracy } from './flows/accuracy.ts';
import { type Opened, showConfirmation, takeConfirmation } from './flows/confirm-address.ts';
import { type Own, ownOf, showOwn, takeOwn } from './flows/contributor-page.ts';
import { openLink } from './flows/mailed-link.ts';
import { unknownLink } from './flows/unknown-link.ts';
import { showConsent, takeWithdrawal } from './flows/withdraw.ts';
import type { HttpRequest, HttpResponse } from './http/exchange.ts';
import { httpHandler } from './http/handler.ts';
import { asMailed, pathTokens } from './http/mailed-link.ts';
import type { Dependencies } from './runtime/dependencies.ts';
import { deployedHttpDependencies, type HttpDependencies } from './runtime/http-dependencies.ts';
import { loadConsent } from './storage/consents.ts';
import { isExpired } from './storage/links.ts';
import { loadBundle } from './workflow/bundles.ts';

/** What a contributor, or a grantor, says by a mailed link. */
export function confirmHandler(dependencies: HttpDependencies) {
  const { settings, publicUrl, logger, throughFrontDoor } = dependencies;
  return httpHandler<RouteOf<'confirm'>>({
    publicUrl,
    portal: settings.portal,
    logger,
    throughFrontDoor,
    routes: {
      'GET /confirm': (request) => unknownLink(dependencies, request),
      'POST /confirm': (request) => unknownLink(dependencies, request),
      'GET /confirm/{token+}': (request) =>
        withLink(dependencies, request, {
          address: showConfirmation,
          consent: showConsent,
          accuracy: showAccuracy,
          own: showOwn,
        }),
      'POST /confirm/{token+}': (request) =>
        withLink(dependencies, request, {
          address: takeConfirmation,
          consent: takeWithdrawal,
          accuracy: takeAccuracy,
          own: takeOwn,
        }),
      // The page of a status is opened by reading alone.
      'POST /submissions/{reference+}': (request) => unknownLink(dependencies, request),
    },
  });
}

type Flow<About> = (
  dependencies: Dependencies,
  request: HttpRequest,
  about: About,
) => HttpResponse | Promise<HttpResponse>;

/**
 * By what the link is for: to prove an address, to withdraw a consent, to say whether a record is still accurate, or to see
 * to one's own submission.
 */
type Flows = {
  readonly address: Flow<Opened>;
  readonly consent: Flow<NonNullable<Awaited<ReturnType<typeof loadConsent>>>>;
  /** Of a receipt or a reference. */
  readonly accuracy: Flow<Name>;
  readonly own: Flow<Own>;
};

async function withLink(
  dependencies: Dependencies,
  mailed: HttpRequest,
  flows: Flows,
): Promise<HttpResponse> {
  const { table, now } = dependencies;
  const nowhere = () => unknownLink(dependencies, mailed);
  const opened = await openLink(table, pathTokens(mailed));
  if (!opened) return nowhere();
  const { link } = opened;
  const request = asMailed(mailed, `/confirm/${opened.token}`);
  if (link.purpose === 'withdraw') {
    const consent = await loadConsent(table, asReceipt(link.reference));
    return consent ? flows.consent(dependencies, request, consent) : nowhere();
  }
  if (link.purpose === 'accurate') return flows.accuracy(dependencies, request, link.reference);
  const bundle = await loadBundle(table, asReference(link.reference));
  if (link.purpose === 'confirm' && bundle) return flows.address(dependencies, request, { link, bundle });
  // Like the page of the status, which this link opens as well.
  const open = link.purpose === 'status' && !isExpired(link, now());
  const own = open && bundle && ownOf(bundle, link.reference, request.query.get('of'));
  return own ? flows.own(dependencies, request, own) : nowhere();
}

export const handler = confirmHandler(deployedHttpDependencies('confirm'));

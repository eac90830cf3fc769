import type { RouteOf } from './config/routes.ts';
import { memberOf } from './domain/bundle.ts';
import { asReference } from './domain/names.ts';
import { openLink } from './flows/mailed-link.ts';
import { type OpenReview, openReview, type ReviewLink } from './flows/review-link.ts';
import { showReview } from './flows/show-review.ts';
import { showReviewBundle } from './flows/show-review-bundle.ts';
import { takeDecision, takeReviewBundle } from './flows/take-decision.ts';
import { unknownLink } from './flows/unknown-link.ts';
import type { HttpRequest, HttpResponse } from './http/exchange.ts';
import { httpHandler } from './http/handler.ts';
import { asMailed, pathTokens } from './http/mailed-link.ts';
import type { Dependencies } from './runtime/dependencies.ts';
import { deployedHttpDependencies, type HttpDependencies } from './runtime/http-dependencies.ts';
import { loadHoldingObjection } from './submissions/objection/around-review.ts';
import { loadBundle } from './workflow/bundles.ts';

/** The manager's page and decision. */
export function reviewHandler(dependencies: HttpDependencies) {
  const { settings, publicUrl, logger, throughFrontDoor } = dependencies;
  return httpHandler<RouteOf<'review'>>({
    publicUrl,
    portal: settings.portal,
    logger,
    throughFrontDoor,
    routes: {
      'GET /review': (request) => unknownLink(dependencies, request),
      'POST /review': (request) => unknownLink(dependencies, request),
      'GET /review/{token+}': (request) =>
        withLink(dependencies, request, { one: showReview, bundle: showReviewBundle }),
      'POST /review/{token+}': (request) =>
        withLink(dependencies, request, { one: takeDecision, bundle: takeReviewBundle }),
    },
  });
}

type Flow<Opened> = (
  dependencies: Dependencies,
  request: HttpRequest,
  opened: Opened,
) => HttpResponse | Promise<HttpResponse>;

/** What a link leads to: one submission, or the list of all that were sent together. */
type Flows = { readonly one: Flow<OpenReview>; readonly bundle: Flow<ReviewLink> };

async function withLink(
  dependencies: Dependencies,
  mailed: HttpRequest,
  flows: Flows,
): Promise<HttpResponse> {
  const { table, settings } = dependencies;
  const nowhere = () => unknownLink(dependencies, mailed);
  const opened = await openLink(table, pathTokens(mailed));
  if (!opened) return nowhere();
  const { link } = opened;
  const request = asMailed(mailed, `/review/${opened.token}`);
  const person = settings.people.find(({ id }) => id === link.holder);
  const bundle =
    link.purpose === 'review' && person ? await loadBundle(table, asReference(link.reference)) : null;
  if (!person || !bundle) return nowhere();
  const of = request.query.get('of');
  const submission = memberOf(bundle, link.reference, of);
  // What waits for its address is not to be seen yet.
  const hidden = of !== null && submission?.status === 'unconfirmed';
  if (submission && !hidden) {
    return flows.one(dependencies, request, await openReview(table, { link, person, bundle }, submission));
  }
  const holding = submission ? null : await loadHoldingObjection(table, bundle, of);
  if (holding && holding.status !== 'unconfirmed') {
    const alone = { link, person, bundle: [holding] } as const;
    return flows.one(dependencies, request, await openReview(table, alone, holding));
  }
  return of === null ? flows.bundle(dependencies, request, { link, person, bundle }) : nowhere();
}

export const handler = reviewHandler(deployedHttpDependencies('review'));

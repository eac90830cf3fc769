import { type HttpFunction, type RouteGroup, type RouteOf, routeGroups } from '../lambdas/config/routes.ts';

/** How many requests a second a group's routes take, each of them, from all visitors together. */
export type Rates = Readonly<Record<RouteGroup, number>>;

/** As the API takes it: a rate, and how much of it at once. */
export type Throttle = { readonly ThrottlingRateLimit: number; readonly ThrottlingBurstLimit: number };

/** A HEAD request looks whether a link works: once is enough. */
const HEAD_RATE = 1;
/** At once, of what the rate allows in a second: people come in bunches, a page with its style sheet. */
const BURST = 2;

/** The API's settings of each route, by its key. Each has a throttle of its own, so that none is shut by a flood of another. */
export function routeThrottles(rates: Rates): Readonly<Record<string, Throttle>> {
  const declared = Object.entries(routeGroups) as [RouteOf<HttpFunction>, RouteGroup][];
  return Object.fromEntries(
    declared.flatMap(([route, group]) =>
      routeKeys(route).map((key) => [key, throttle(rateOf(key, rates[group]))]),
    ),
  );
}

/** HTTP APIs match HEAD only where it is declared. */
export function routeKeys(route: RouteOf<HttpFunction>): readonly string[] {
  return route.startsWith('GET ') ? [route, route.replace('GET', 'HEAD')] : [route];
}

/** Of a route that nobody has thought of. */
export function defaultThrottle(): { rateLimit: number; burstLimit: number } {
  return { rateLimit: HEAD_RATE, burstLimit: BURST };
}

function rateOf(key: string, rate: number): number {
  return key.startsWith('HEAD ') ? HEAD_RATE : rate;
}

function throttle(rate: number): Throttle {
  return { ThrottlingRateLimit: rate, ThrottlingBurstLimit: rate * BURST };
}

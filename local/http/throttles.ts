import * as z from 'zod/mini';
import type { Resolve } from '../template/resolve.ts';
import { resourcesOf, type Template } from '../template/template.ts';

/** Says of a request to a route whether it is let in, and counts it if it is. */
export type Admit = (routeKey: string) => boolean;

const throttleSchema = z.strictObject({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() });
type Throttle = z.infer<typeof throttleSchema>;

const stageSchema = z.object({
  DefaultRouteSettings: throttleSchema,
  RouteSettings: z._default(z.record(z.string(), throttleSchema), {}),
});

/** What is left of a burst, and since when it fills up again. */
type Bucket = { left: number; since: number };

/**
 * The throttles of the template's stage. A route that has its own shares it with no other; the rest share that of the stage.
 * @param now milliseconds that only go up
 */
export function readThrottles(template: Template, resolve: Resolve, now: () => number): Admit {
  const [, properties] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage')[0] ?? [];
  const { DefaultRouteSettings, RouteSettings } = stageSchema.parse(resolve(properties));
  const buckets = new Map<string, Bucket>();
  return (routeKey) => {
    const own = RouteSettings[routeKey];
    const name = own ? routeKey : '';
    const bucket = fill(buckets.get(name), own ?? DefaultRouteSettings, now());
    buckets.set(name, bucket);
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  };
}

function fill(
  bucket: Bucket | undefined,
  { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst }: Throttle,
  now: number,
): Bucket {
  if (!bucket) return { left: burst, since: now };
  const filled = bucket.left + ((now - bucket.since) / 1000) * rate;
  return { left: Math.min(burst, filled), since: now };
}

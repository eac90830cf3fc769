import * as z from 'zod/mini';
import { attributeOf } from '../template/names.ts';
import type { Resolve } from '../template/resolve.ts';
import { resourcesOf, type Template } from '../template/template.ts';

/** How CloudFront serves the paths of a pattern. */
export type Behaviour = {
  readonly pattern: RegExp;
  readonly methods: readonly string[];
  readonly responseHeaders: readonly (readonly [name: string, value: string])[];
  readonly origin: Origin;
};

type Origin = {
  readonly domain: string;
  /** Null for the API. */
  readonly bucket: string | null;
  /** What it is sent besides, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
};

const behaviourSchema = z.object({
  PathPattern: z._default(z.string(), '*'),
  TargetOriginId: z.string(),
  AllowedMethods: z._default(z.array(z.string()), ['GET', 'HEAD']),
  ResponseHeadersPolicyId: z.optional(z.string()),
});

const originSchema = z.object({
  Id: z.string(),
  DomainName: z.string(),
  S3OriginConfig: z.optional(z.unknown()),
  OriginCustomHeaders: z._default(z.array(z.object({ HeaderName: z.string(), HeaderValue: z.string() })), []),
});

const distributionSchema = z.object({
  DistributionConfig: z.object({
    CacheBehaviors: z._default(z.array(behaviourSchema), []),
    DefaultCacheBehavior: behaviourSchema,
    Origins: z.array(originSchema),
  }),
});

const items = z.object({ Items: z.array(z.string()) });
const headersPolicySchema = z.object({
  ResponseHeadersPolicyConfig: z.object({
    CorsConfig: z.optional(
      z.object({
        AccessControlAllowOrigins: items,
        AccessControlAllowMethods: items,
        AccessControlAllowHeaders: items,
        AccessControlExposeHeaders: z._default(items, { Items: [] }),
        AccessControlMaxAgeSec: z.optional(z.number()),
      }),
    ),
    SecurityHeadersConfig: z.optional(z.object({ ContentTypeOptions: z.optional(z.unknown()) })),
  }),
});

/** The behaviours in the order they are tried; the last one takes every path. */
export function readBehaviours(template: Template, resolve: Resolve): Behaviour[] {
  const [, properties] = resourcesOf(template, 'AWS::CloudFront::Distribution')[0] ?? [];
  const { DistributionConfig: config } = distributionSchema.parse(resolve(properties));
  const policies = readHeadersPolicies(template, resolve);
  const origins = new Map(config.Origins.map((origin) => [origin.Id, readOrigin(template, origin)]));
  return [...config.CacheBehaviors, config.DefaultCacheBehavior].map((behaviour) => {
    const origin = origins.get(behaviour.TargetOriginId);
    if (!origin) throw new Error(`The distribution has no origin ${behaviour.TargetOriginId}.`);
    return {
      pattern: pathExpression(behaviour.PathPattern),
      methods: behaviour.AllowedMethods,
      responseHeaders: policies.get(behaviour.ResponseHeadersPolicyId ?? '') ?? [],
      origin,
    };
  });
}

export function findBehaviour(behaviours: readonly Behaviour[], path: string): Behaviour {
  const found = behaviours.find(({ pattern }) => pattern.test(path));
  if (!found) throw new Error(`No behaviour of the distribution takes ${path}.`);
  return found;
}

/** `*` is any characters, `?` any one; a pattern without its first slash means the same. */
function pathExpression(pattern: string): RegExp {
  const escaped = pattern.replace(/^\//, '').replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^/${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}

function readOrigin(
  template: Template,
  { DomainName: domain, S3OriginConfig: s3, OriginCustomHeaders: named }: z.infer<typeof originSchema>,
): Origin {
  const headers = Object.fromEntries(
    named.map(({ HeaderName, HeaderValue }) => [HeaderName.toLowerCase(), HeaderValue]),
  );
  if (s3 === undefined) return { domain, bucket: null, headers };
  const bucket = resourcesOf(template, 'AWS::S3::Bucket').find(
    ([id]) => attributeOf(template, id, 'RegionalDomainName') === domain,
  );
  if (!bucket) throw new Error(`The distribution's origin ${domain} is no bucket of the template.`);
  return { domain, bucket: attributeOf(template, bucket[0], 'Ref'), headers };
}

function readHeadersPolicies(
  template: Template,
  resolve: Resolve,
): Map<string, Behaviour['responseHeaders']> {
  return new Map(
    resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy').map(([id, properties]) => {
      const { CorsConfig: cors, SecurityHeadersConfig: security } = headersPolicySchema.parse(
        resolve(properties),
      ).ResponseHeadersPolicyConfig;
      return [id, [...(cors ? corsHeaders(cors) : []), ...(security?.ContentTypeOptions ? [NOSNIFF] : [])]];
    }),
  );
}

const NOSNIFF = ['x-content-type-options', 'nosniff'] as const;
type Cors = NonNullable<z.infer<typeof headersPolicySchema>['ResponseHeadersPolicyConfig']['CorsConfig']>;

function corsHeaders(cors: Cors): [string, string][] {
  const exposed = cors.AccessControlExposeHeaders.Items;
  return [
    ['access-control-allow-origin', cors.AccessControlAllowOrigins.Items.join(', ')],
    ['access-control-allow-methods', cors.AccessControlAllowMethods.Items.join(', ')],
    ['access-control-allow-headers', cors.AccessControlAllowHeaders.Items.join(', ')],
    ...(exposed.length > 0
      ? [['access-control-expose-headers', exposed.join(', ')] as [string, string]]
      : []),
  ];
}

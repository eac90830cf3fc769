/** A route of an HTTP API: its key is `GET /projects/{id}`, `ANY /{proxy+}` or `$default`. */
export type HttpRoute<Target> = { readonly key: string; readonly target: Target };

export type Match<Target> = {
  readonly route: HttpRoute<Target>;
  /** By name, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
};

/** From the most specific kind of segment to the least. */
const RANK = { literal: 0, parameter: 1, greedy: 2 } as const;
type Kind = keyof typeof RANK;

/**
 * The route API Gateway would choose: literal segments before parameters before greedy ones, a named method before
 * ANY, and `$default` when nothing else matches. HEAD is a method like others: it matches where it is declared.
 * @param path as it was sent, still percent-encoded
 */
export function matchRoute<Target>(
  routes: readonly HttpRoute<Target>[],
  method: string,
  path: string,
): Match<Target> | null {
  const candidates = routes
    .filter(({ key }) => key.startsWith(`${method} `) || key.startsWith('ANY '))
    .flatMap((route) => {
      const parameters = matchPath(pathOf(route.key), path);
      return parameters ? [{ route, parameters }] : [];
    })
    .sort((one, other) => compare(one.route.key, other.route.key));
  const fallback = routes.find(({ key }) => key === '$default');
  return candidates[0] ?? (fallback ? { route: fallback, parameters: {} } : null);
}

function pathOf(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}

function kindOf(segment: string): Kind {
  if (!segment.startsWith('{')) return 'literal';
  return segment.endsWith('+}') ? 'greedy' : 'parameter';
}

function compare(one: string, other: string): number {
  const [ranks, otherRanks] = [one, other].map((key) =>
    pathOf(key)
      .split('/')
      .map((segment) => RANK[kindOf(segment)]),
  );
  const at = ranks?.findIndex((rank, index) => rank !== otherRanks?.[index]) ?? -1;
  if (at >= 0) return (ranks?.[at] ?? 0) - (otherRanks?.[at] ?? 0);
  return Number(one.startsWith('ANY ')) - Number(other.startsWith('ANY '));
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const expected = pattern.split('/');
  const actual = path.split('/');
  const parameters: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const kind = kindOf(segment);
    const value = kind === 'greedy' ? actual.slice(index).join('/') : actual[index];
    if (value === undefined || (kind !== 'literal' && value === '')) return null;
    if (kind === 'greedy') return { ...parameters, [segment.slice(1, -2)]: decodeURIComponent(value) };
    if (kind === 'parameter') parameters[segment.slice(1, -1)] = decodeURIComponent(value);
    else if (value !== segment) return null;
  }
  return actual.length === expected.length ? parameters : null;
}

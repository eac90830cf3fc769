import { randomUUID } from 'node:crypto';
import { type CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';

/** What readers are given, from wherever a copy is nearest to them. */
export type Edge = {
  /** Forgets all copies: of published files, and of pages about what they hold. */
  readonly forget: () => Promise<void>;
  /** A published file as readers get it now; null when there is none. @throws when that cannot be told */
  readonly read: (path: string) => Promise<string | null>;
  /** The same of a file of any size, line by line. */
  readonly lines: (path: string) => Promise<AsyncIterable<string> | null>;
};

/** Of a path with an asterisk CloudFront bills one, whatever it stands for. */
const EVERYTHING = '/*';

export function cloudFrontEdge(client: CloudFrontClient, distribution: string, publicUrl: string): Edge {
  return {
    forget: async () => {
      const InvalidationBatch = {
        CallerReference: randomUUID(),
        Paths: { Quantity: 1, Items: [EVERYTHING] },
      };
      await client.send(new CreateInvalidationCommand({ DistributionId: distribution, InvalidationBatch }));
    },
    read: async (path) => (await fetched(publicUrl, path))?.text() ?? null,
    lines: async (path) => {
      const body = (await fetched(publicUrl, path))?.body;
      return body ? linesOf(body) : null;
    },
  };
}

/** Long enough for a large inventory, short enough for the function's own time. */
const READ_MS = 60_000;

async function fetched(publicUrl: string, path: string): Promise<Response | null> {
  const response = await fetch(`${publicUrl}/${path}`, { signal: AbortSignal.timeout(READ_MS) });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${path} answers ${response.status}.`);
  return response;
}

/** The lines of a text in UTF-8. Other line ends than LF may stand within JSON. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of bytes) {
    const [first = '', ...others] = decoder.decode(piece, { stream: true }).split('\n');
    rest += first;
    for (const other of others) {
      yield rest;
      rest = other;
    }
  }
  if (rest !== '') yield rest;
}

import { randomUUID } from 'node:crypto';
import { listen, readBytes } from '../process/listen.ts';
import type { Shutdown } from '../process/shutdown.ts';

/**
 * Starts what CloudFront's invalidations need here: an answer. The laptop's website keeps no copies, so every one is done
 * as soon as it is asked for.
 * @returns the endpoint's URL
 */
export function startInvalidations(shutdown: Shutdown): Promise<string> {
  return listen(
    0,
    async (request, response) => {
      const batch = `${await readBytes(request)}`;
      const inner = /<InvalidationBatch[^>]*>(.*)<\/InvalidationBatch>/s.exec(batch)?.[1] ?? '';
      response.writeHead(201, { 'content-type': 'text/xml' }).end(created(inner));
    },
    shutdown,
  );
}

function created(batch: string): string {
  const id = randomUUID().replaceAll('-', '').slice(0, 14).toUpperCase();
  const facts = `<Id>${id}</Id><Status>Completed</Status><CreateTime>${new Date().toISOString()}</CreateTime>`;
  return `<Invalidation xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">${facts}<InvalidationBatch>${batch}</InvalidationBatch></Invalidation>`;
}

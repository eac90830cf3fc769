import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Shutdown } from './shutdown.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Serves HTTP on 127.0.0.1 until shutdown. Port 0 takes a free one.
 * @returns the base URL, without a slash at the end
 */
export async function listen(port: number, answer: Answer, shutdown: Shutdown): Promise<string> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => fail(error, response));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: listening } = server.address() as AddressInfo;
  shutdown.onStop(() => close(server));
  return `http://127.0.0.1:${listening}`;
}

function fail(error: unknown, response: ServerResponse): void {
  // A client that went away in the middle of a request needs no answer, and is no error of ours.
  if (response.destroyed) return;
  if (isBadAddress(error) && !response.headersSent) {
    response.writeHead(400, { 'content-type': 'text/plain' }).end('This address cannot be read.\n');
    return;
  }
  console.error(error);
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { 'content-type': 'text/plain' }).end('Internal error, see the terminal.\n');
}

/** Percent signs that encode nothing, and what is no URL at all. */
function isBadAddress(error: unknown): boolean {
  return (
    error instanceof URIError ||
    (error instanceof TypeError && 'code' in error && error.code === 'ERR_INVALID_URL')
  );
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** The whole body, or null when it has more bytes than the limit. */
export async function readBytes(
  request: IncomingMessage,
  limit = Number.POSITIVE_INFINITY,
): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

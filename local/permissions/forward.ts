import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Shutdown } from '../process/shutdown.ts';

/** What the service answered, with its body still to be read. */
export type Answered = {
  readonly message: IncomingMessage;
  readonly sendTo: (response: ServerResponse) => Promise<void>;
};

/** The service ended the connection without an answer, and so must the proxy that speaks for it. */
export class HungUp extends Error {}

/** Passes requests on as they are, over connections that it keeps. */
export class Forwarder {
  readonly #agent = new Agent({ keepAlive: true });

  constructor(shutdown: Shutdown) {
    shutdown.onStop(() => this.#agent.destroy());
  }

  /** @param body of the request where it was read already, else null */
  forward(endpoint: string, request: IncomingMessage, body: Buffer | null): Promise<Answered> {
    const { hostname, port } = new URL(endpoint);
    const { method, url: path, rawHeaders: headers } = request;
    return new Promise((resolve, reject) => {
      const forwarded = httpRequest({ agent: this.#agent, hostname, port, path, method, headers });
      forwarded.once('error', (cause) => reject(new HungUp('No answer came.', { cause })));
      forwarded.once('response', (message) =>
        resolve({ message, sendTo: (response) => copy(message, response) }),
      );
      if (body) forwarded.end(body);
      else pipeline(request, forwarded).catch(reject);
    });
  }
}

async function copy(message: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(message.statusCode ?? 502, message.statusMessage, message.rawHeaders);
  await pipeline(message, response);
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from '../process/listen.ts';
import type { Shutdown } from '../process/shutdown.ts';
import type { HttpApi } from './api.ts';
import { answerFromApi } from './api-requests.ts';

/**
 * Serves the address that an API has of its own, past CloudFront. The API puts the address of the connection behind those that
 * the request names, which are whatever somebody wrote.
 * @returns the base URL, on a port that nobody uses
 */
export function startApiAddress(api: HttpApi, shutdown: Shutdown): Promise<string> {
  const answer = (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const named = [request.headers['x-forwarded-for'] ?? []].flat();
    const sourceIp = request.socket.remoteAddress ?? '';
    return answerFromApi(api, request, response, { headers: {}, forwardedFor: named, sourceIp });
  };
  return listen(0, answer, shutdown);
}

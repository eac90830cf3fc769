import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, readBytes } from '../process/listen.ts';
import type { Shutdown } from '../process/shutdown.ts';
import { ACCOUNT } from '../template/names.ts';
import { cloudfront } from './cloudfront.ts';
import { dynamodb } from './dynamodb.ts';
import { type Answered, Forwarder, HungUp } from './forward.ts';
import type { Identity } from './identities.ts';
import type { Need } from './policy.ts';
import type { Call, Protocol, Refusal } from './protocol.ts';
import { s3 } from './s3.ts';
import { secretsmanager } from './secretsmanager.ts';
import { ses } from './ses.ts';
import type { Usage } from './usage.ts';

/** Where the services are. */
export type Endpoints = Readonly<Record<'cloudfront' | 'dynamodb' | 's3' | 'secretsmanager' | 'ses', string>>;

const protocols: Readonly<Record<keyof Endpoints, Protocol>> = {
  cloudfront,
  dynamodb,
  s3,
  secretsmanager,
  ses,
};

/**
 * Starts the one AWS that the functions know. It passes on what the caller's role allows and refuses the rest as AWS
 * words it. Signatures are not checked: the access key id in them tells who calls, their scope which service.
 * @param identities by access key id
 * @returns the endpoint's URL
 */
export async function startAws(
  identities: ReadonlyMap<string, Identity>,
  endpoints: Endpoints,
  usage: Usage,
  shutdown: Shutdown,
): Promise<string> {
  for (const { functionName, policy } of identities.values()) {
    for (const grant of policy.grants) usage.record({ what: 'granted', function: functionName, ...grant });
  }
  const forwarder = new Forwarder(shutdown);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { key, service } = readScope(request.headers.authorization);
    if (!isService(service)) return unknownService(service, response);
    const protocol = protocols[service];
    const identity = identities.get(key);
    const outcome = identity
      ? await new Exchange(identity, protocol, usage).pass(request, endpoints[service], forwarder)
      : protocol.refuse('unknown key', 'The security token included in the request is invalid.');
    await send(outcome, request, response);
  };
  return listen(0, (request, response) => answer(request, response).catch(hangUp(response)), shutdown);
}

function hangUp(response: ServerResponse) {
  return (error: unknown): void => {
    if (!(error instanceof HungUp)) throw error;
    response.destroy();
  };
}

function isService(service: string): service is keyof Endpoints {
  return service in protocols;
}

/** `AWS4-HMAC-SHA256 Credential=<key>/<date>/<region>/<service>/aws4_request, …` */
function readScope(authorization = ''): { readonly key: string; readonly service: string } {
  const [, key = '', service = ''] =
    /Credential=([^/,]+)\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(authorization) ?? [];
  return { key, service };
}

function unknownService(service: string, response: ServerResponse): void {
  const text = `The laptop has no ${service || 'service for a request without a signature'}: teach it in local/permissions/.\n`;
  response.writeHead(501, { 'content-type': 'text/plain', connection: 'close' }).end(text);
}

/** One call of a function. */
class Exchange {
  readonly #identity: Identity;
  readonly #protocol: Protocol;
  readonly #usage: Usage;

  constructor(identity: Identity, protocol: Protocol, usage: Usage) {
    this.#identity = identity;
    this.#protocol = protocol;
    this.#usage = usage;
  }

  async pass(request: IncomingMessage, endpoint: string, forwarder: Forwarder): Promise<Refusal | Answered> {
    const body = this.#protocol.readsBody ? await readBytes(request) : null;
    const { method = 'GET', url: target = '/', headers } = request;
    const call: Call = { method, target, headers, body: body ?? Buffer.alloc(0) };
    const needs = this.#protocol.needs(call);
    if (!needs) return this.#protocol.refuse('unknown call', 'The laptop cannot tell what this call does.');
    for (const need of needs) {
      const refusal = this.#judge(need);
      if (refusal) return refusal;
    }
    const answered = await forwarder.forward(endpoint, request, body);
    await this.#protocol.untilKept?.(call, endpoint);
    const needToMiss = answered.message.statusCode === 404 ? this.#protocol.needToMiss(call) : null;
    const refusal = needToMiss && this.#judge(needToMiss);
    if (refusal) answered.message.resume();
    return refusal ?? answered;
  }

  #judge(need: Need): Refusal | null {
    const { functionName, roleName, policy } = this.#identity;
    const verdict = policy.judge(need);
    if ('grant' in verdict) {
      this.#usage.record({ what: 'used', function: functionName, ...verdict.grant });
      return null;
    }
    this.#usage.record({ what: 'refused', function: functionName, ...need });
    const user = `arn:aws:sts::${ACCOUNT}:assumed-role/${roleName}/${functionName}`;
    const because =
      verdict.refused === 'a policy denies it'
        ? 'with an explicit deny in an identity-based policy'
        : `because no identity-based policy allows the ${need.action} action`;
    return this.#protocol.deny(user, need, because);
  }
}

async function send(
  outcome: Refusal | Answered,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if ('message' in outcome) return outcome.sendTo(response);
  // A refused upload may still be under way: read it to its end, so that the client gets to read the answer.
  request.resume();
  const { status, contentType, body } = outcome;
  response.writeHead(status, { 'content-type': contentType }).end(request.method === 'HEAD' ? '' : body);
}

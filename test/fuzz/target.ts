import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { Logger } from '@aws-lambda-powertools/logger';
import { bounceHandler } from '../../lambdas/bounce.ts';
import { browseHandler } from '../../lambdas/browse.ts';
import { type Settings, settings } from '../../lambdas/config/settings.ts';
import { confirmHandler } from '../../lambdas/confirm.ts';
import { notifyHandler } from '../../lambdas/notify.ts';
import { publishHandler } from '../../lambdas/publish.ts';
import { reviewHandler } from '../../lambdas/review.ts';
import { embeddedMetrics } from '../../lambdas/runtime/emit-metrics.ts';
import type { Table } from '../../lambdas/storage/table.ts';
import { submitHandler } from '../../lambdas/submit.ts';
import { sweepHandler } from '../../lambdas/sweep.ts';
import { findRoute, type Invoke } from '../support/requests.ts';
import type { World } from '../support/world.ts';

/** Low enough to be met. */
const limits: Settings['limits'] = {
  submissionsPerHour: 20,
  unprovenPerHour: 5,
  fillSeconds: 0,
  mailsPerAddress: 3,
  mailsPerDomain: 40,
  asksPerHour: 20,
  linksPerAddress: 3,
  linksPerDomain: 40,
  mailedSingly: 5,
  holdsPerAddress: 1,
  holdsPerDomain: 3,
  holdsShare: 0.05,
  holdsAgainDays: 90,
};

/** A request as it is sent. */
export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly transport: 'text' | 'base64' | 'broken';
};

export type Answered = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type RawMail = { readonly raw: Uint8Array; readonly to: string };

/** The functions of a world, with an ear for what they log and an eye on what they write. */
export function target(world: World) {
  const lines: string[] = [];
  const mails: RawMail[] = [];
  const writes = { count: 0 };
  const write = (line: string) => void lines.push(line);
  const dependencies = {
    ...world.dependencies,
    settings: { ...settings, limits },
    table: counted(world.table, writes),
    logger: listening(write),
    measure: embeddedMetrics(world.dependencies.now, write),
  };
  const handlers: Readonly<Record<string, Invoke>> = {
    browse: browseHandler(dependencies),
    submit: submitHandler(dependencies),
    confirm: confirmHandler(dependencies),
    review: reviewHandler(dependencies),
  };
  return {
    world,
    writes,
    mails,
    /** What was logged since this was asked last. */
    logged: () => lines.splice(0),
    send: async (sent: Sent): Promise<Answered> => {
      const event = eventOf(sent);
      const handler = handlers[findRoute(sent.method, sent.path).name];
      const result = (await handler?.(event as never, {} as never)) as Record<string, unknown>;
      return {
        status: Number(result['statusCode']),
        headers: result['headers'] as Answered['headers'],
        body: String(result['body']),
      };
    },
    notify: notifyHandler({
      ...dependencies,
      sendMail: async ({ raw, to }) => void mails.push({ raw, to }),
    }),
    publish: publishHandler({ ...dependencies, files: world.files, edge: world.edge }),
    sweep: sweepHandler(dependencies),
    bounce: bounceHandler(dependencies),
  };
}

export type Target = ReturnType<typeof target>;

/** The event of payload format 2.0; a body that only claims to be base64 is among them. */
function eventOf({ method, path, query, headers, body, transport }: Sent) {
  const { routeKey, parameters } = findRoute(method, path);
  const sent = transport === 'base64' ? Buffer.from(body ?? '').toString('base64') : body;
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query,
    headers,
    ...(Object.keys(parameters).length > 0 ? { pathParameters: parameters } : {}),
    requestContext: { requestId: 'fuzz-request', http: { method, path } },
    isBase64Encoded: transport !== 'text',
    ...(sent === null ? {} : { body: sent }),
  };
}

function counted(table: Table, writes: { count: number }): Table {
  const one = <Arguments extends unknown[], Result>(write: (...given: Arguments) => Result) => {
    return (...given: Arguments): Result => {
      writes.count += 1;
      return write(...given);
    };
  };
  return { ...table, put: one(table.put), transact: one(table.transact), count: one(table.count) };
}

/** The logger of a deployed function, whose lines go to a list. */
function listening(write: (line: string) => void): Logger {
  const logger = new Logger({ serviceName: 'fuzz', logLevel: 'DEBUG' });
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      write(String(chunk));
      done();
    },
  });
  logger['console'] = new Console({ stdout: stream, stderr: stream });
  return logger;
}

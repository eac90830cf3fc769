import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EventBus } from '../events/event-bus.ts';
import type { MailReports } from '../mail/events.ts';
import { type MailTrouble, troubles } from '../mail/trouble.ts';
import { listen } from '../process/listen.ts';
import type { Shutdown } from '../process/shutdown.ts';
import type { Clock } from './clock.ts';

/** What can be controlled. */
export type Parts = {
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly reports: MailReports;
  readonly trouble: MailTrouble;
};

type Answer = { readonly status: number; readonly body: unknown };

/**
 * Serves what only a laptop has: `GET /clock` tells the time of the functions, `POST /clock?advance=P6D` puts it forward and
 * runs the sweep, `POST /sweep` runs it; both answer once the sweep has finished. After `POST /bounce?address=…` mails to
 * that address bounce. `POST /ses?answer=throttle&mails=3` has SES answer the next three mails so, without a number all
 * until `POST /ses?answer=take`.
 */
export async function startControl(parts: Parts, port: number, shutdown: Shutdown): Promise<void> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body } = await control(parts, request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
  };
  await listen(port, answer, shutdown);
}

async function control({ bus, clock, reports, trouble }: Parts, request: IncomingMessage): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  switch (`${request.method} ${pathname}`) {
    case 'GET /clock':
      return { status: 200, body: { now: clock.now() } };
    case 'POST /clock':
      return clock.advance(searchParams.get('advance') ?? '') ? sweep(bus, clock) : unreadable();
    case 'POST /sweep':
      return sweep(bus, clock);
    case 'POST /bounce':
      reports.bounceFrom(searchParams.get('address') ?? '');
      return { status: 200, body: { bounces: searchParams.get('address') } };
    case 'POST /ses': {
      const [answer, mails] = [searchParams.get('answer') ?? '', searchParams.get('mails')];
      const set = trouble.set(answer, mails === null ? Number.POSITIVE_INFINITY : Number(mails));
      return set ? { status: 200, body: { answer, mails } } : noSuchAnswer();
    }
    default:
      return problem(
        404,
        'There is GET /clock, POST /clock?advance=P6D with an ISO 8601 duration, POST /sweep, POST /bounce?address=…, and POST /ses?answer=throttle&mails=3.',
      );
  }
}

async function sweep(bus: EventBus, clock: Clock): Promise<Answer> {
  try {
    await bus.tick();
    return { status: 200, body: { now: clock.now() } };
  } catch {
    return problem(500, 'The sweep failed: see its log in the folder logs of the data.');
  }
}

function unreadable(): Answer {
  return problem(
    400,
    'The clock stays as it was: advance must be an ISO 8601 duration in whole numbers, such as P6D or PT36H.',
  );
}

function noSuchAnswer(): Answer {
  return problem(
    400,
    `SES answers as before: answer must be take, ${Object.keys(troubles).join(', ')}, and mails a number from 1, or missing.`,
  );
}

function problem(status: number, detail: string): Answer {
  return { status, body: { status, detail } };
}

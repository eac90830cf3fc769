import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoDbClient } from '../../local/dynamodb/start.ts';
import { type Laptop, startLaptop } from '../../local/laptop.ts';

const assembly = fileURLToPath(new URL('./fixtures/assembly', import.meta.url));
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let laptop: Laptop;

beforeAll(async () => {
  laptop = await startLaptop({ port: 24_380, dataFolder: null, assembly, overrides: { LIMITS: 'off' } });
});

afterAll(() => laptop.stop());

type Recorded = { readonly event: Record<string, unknown>; readonly at: Date };

/** The events of a type that functions were given. */
async function recorded(type: string): Promise<Recorded[]> {
  const client = dynamoDbClient(laptop.endpoints.dynamodb);
  const { Items = [] } = await client.send(new ScanCommand({ TableName: laptop.tableName }));
  client.destroy();
  return Items.map((item) => unmarshall(item))
    .filter(({ pk }) => pk === 'RECORDED')
    .map(({ event, at }) => ({ event: JSON.parse(event), at: new Date(at) }))
    .filter(({ event }) => event['detail-type'] === type);
}

async function eventually<Found>(find: () => Promise<Found | null>): Promise<Found> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const found = await find();
    if (found !== null) return found;
    await delay(50);
  }
  throw new Error('It never came.');
}

async function ask(path: string): Promise<Record<string, unknown>> {
  return (await (await fetch(laptop.urls.website + path)).json()) as Record<string, unknown>;
}

async function control(method: string, path: string) {
  const response = await fetch(laptop.urls.control + path, { method });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('the sweep', () => {
  it('has run, on an event of the schedule, when it answers', async () => {
    const { status } = await control('POST', '/sweep');
    expect(status).toBe(200);
    const [{ event } = { event: {} }, ...others] = await recorded('Scheduled Event');
    expect(others).toEqual([]);
    expect(event).toEqual({
      version: '0',
      id: expect.any(String),
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      account: '000000000000',
      region: 'eu-west-1',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      resources: ['arn:aws:events:eu-west-1:000000000000:rule/Schedule'],
      detail: {},
    });
  });
});

describe('the clock', () => {
  it('is the computer’s at first', async () => {
    const { body } = await control('GET', '/clock');
    expect(Math.abs(new Date(`${body['now']}`).getTime() - Date.now())).toBeLessThan(HOUR);
  });

  it('moves for every function, also one started later, sweeps, and takes no time away', async () => {
    const before = (await recorded('Scheduled Event')).length;
    expect((await control('POST', '/clock?advance=P6D')).status).toBe(200);
    const sweeps = await recorded('Scheduled Event');
    expect(sweeps).toHaveLength(before + 1);
    const latest = Math.max(...sweeps.map(({ at }) => at.getTime()));
    expect(latest - Date.now()).toBeGreaterThan(6 * DAY - HOUR);

    await fetch(`${laptop.urls.website}/exit`);
    const { at, now, left } = await ask('/now');
    expect(Number(now) - Date.now()).toBeGreaterThan(6 * DAY - HOUR);
    expect(new Date(`${at}`).getTime()).toBeLessThanOrEqual(Number(now));
    expect(left).toBeLessThanOrEqual(2000);
    expect(left).toBeGreaterThan(0);

    await control('POST', '/clock?advance=PT24H');
    const again = await ask('/now');
    expect(Number(again['now']) - Date.now()).toBeGreaterThan(7 * DAY - HOUR);
  });

  it('stays where it is for what is no duration', async () => {
    const { body: before } = await control('GET', '/clock');
    const { status, body } = await control('POST', '/clock?advance=tomorrow');
    expect([status, body['detail']]).toEqual([400, expect.stringContaining('such as P6D')]);
    const { body: after } = await control('GET', '/clock');
    expect(new Date(`${after['now']}`).getTime() - new Date(`${before['now']}`).getTime()).toBeLessThan(HOUR);
  });

  it('is not moved by GET, and says what there is', async () => {
    const before = (await recorded('Scheduled Event')).length;
    await control('GET', '/clock?advance=P6D');
    const { status, body } = await control('GET', '/sweep');
    expect([status, body['detail']]).toEqual([404, expect.stringContaining('POST /sweep')]);
    expect(await recorded('Scheduled Event')).toHaveLength(before);
  });
});

describe('a mail to the mailbox simulator', () => {
  it('bounces as SES reports it, to a function that is tried again', async () => {
    const { MessageId } = await ask('/mail?to=bounce%2Bmanager@simulator.amazonses.com&set=Reports');
    const { event } = await eventually(async () => (await recorded('Email Bounced'))[0] ?? null);
    expect(event).toMatchObject({
      source: 'aws.ses',
      resources: ['arn:aws:ses:eu-west-1:000000000000:configuration-set/Reports'],
      detail: {
        eventType: 'Bounce',
        bounce: {
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: [
            { emailAddress: 'bounce+manager@simulator.amazonses.com', action: 'failed', status: '5.1.1' },
          ],
        },
        mail: {
          messageId: MessageId,
          source: 'a@example.org',
          destination: ['bounce+manager@simulator.amazonses.com'],
          tags: { 'ses:configuration-set': ['Reports'] },
        },
      },
    });
  });

  it('is complained about', async () => {
    await ask('/mail?to=complaint@simulator.amazonses.com&set=Reports');
    const { event } = await eventually(async () => (await recorded('Email Complaint Received'))[0] ?? null);
    expect(event['detail']).toMatchObject({
      eventType: 'Complaint',
      complaint: {
        complainedRecipients: [{ emailAddress: 'complaint@simulator.amazonses.com' }],
        complaintFeedbackType: 'abuse',
      },
    });
  });

  it('is reported only under a configuration set, and only if it is there', async () => {
    const before = (await recorded('Email Bounced')).length;
    await ask('/mail?to=bounce%2Bsilent@simulator.amazonses.com');
    expect(await ask('/mail?to=bounce@simulator.amazonses.com&set=Other')).toEqual({
      refused: 'ConfigurationSetDoesNotExistException',
    });
    await ask('/mail?to=bounce%2Blast@simulator.amazonses.com&set=Reports');
    await eventually(async () => ((await recorded('Email Bounced')).length > before ? true : null));
    const text = JSON.stringify(await recorded('Email Bounced'));
    expect([text.includes('+last@'), text.includes('+silent@')]).toEqual([true, false]);
  });
});

describe('SES', () => {
  const mail = () => ask('/mail?to=anybody@example.org');

  it('answers the next mails as it is told, then takes them again', async () => {
    expect(await control('POST', '/ses?answer=throttle&mails=2')).toMatchObject({ status: 200 });
    expect([await mail(), await mail()]).toEqual([{ refused: 'Throttling' }, { refused: 'Throttling' }]);
    expect(await mail()).toHaveProperty('MessageId');
  });

  it('answers so until it is told to take mails', async () => {
    await control('POST', '/ses?answer=reject');
    for (let round = 0; round < 3; round += 1) expect(await mail()).toEqual({ refused: 'MessageRejected' });
    await control('POST', '/ses?answer=take');
    expect(await mail()).toHaveProperty('MessageId');
  });

  it('ends the connection when it is down', async () => {
    await control('POST', '/ses?answer=down&mails=1');
    // What the SDK makes of a connection that is reset.
    expect(await mail()).toEqual({ refused: 'TimeoutError' });
  });

  it('goes on as before for what it cannot answer', async () => {
    for (const wrong of ['answer=sulk', 'answer=throttle&mails=0', 'answer=throttle&mails=some', '']) {
      const { status, body } = await control('POST', `/ses?${wrong}`);
      expect([status, body['detail']]).toEqual([
        400,
        expect.stringContaining('answer must be take, throttle'),
      ]);
    }
    expect(await mail()).toHaveProperty('MessageId');
  });
});

describe('variables that are not the template’s', () => {
  it('reach every function', async () => {
    expect(await ask('/environment')).toMatchObject({ LIMITS: 'off' });
  });
});

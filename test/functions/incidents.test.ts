import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keys } from '../../lambdas/storage/keys.ts';
import { Shutdown } from '../../local/process/shutdown.ts';
import { synthesize } from '../lib/template.ts';
import { type AlarmProperties, goesOff, readAlarm } from '../support/cloudwatch.ts';
import { sharedDatabase } from '../support/database.ts';
import { type BackgroundName, DAY, HOUR, type Incident, MINUTE, startIncident } from '../support/incident.ts';
import { inputValue } from '../support/requests.ts';

/** Every alarm of the template meets what it is for: what the functions measure then, and what AWS measures of them. */
const alarms = new Map(
  synthesize()
    .all('AWS::CloudWatch::Alarm')
    .map(({ Properties }) => readAlarm(Properties))
    .map((alarm) => [metricOf(alarm), alarm]),
);

/** The metric as an incident names it. */
function metricOf({ MetricName, Dimensions }: AlarmProperties): string {
  const [, name] = /"Ref":"(Notify|Publish|Sweep|Bounce)/.exec(JSON.stringify(Dimensions ?? null)) ?? [];
  return name ? `${MetricName} of ${name.toLowerCase()}` : MetricName;
}

const shutdown = new Shutdown();
let database: string;
let incident: Incident;
/** The alarms that some test has seen going off. */
const seen = new Set<string>();

beforeAll(async () => {
  database = await sharedDatabase(shutdown);
});
beforeEach(async () => {
  incident = await startIncident(database);
});
afterEach(() => incident.stop());
afterAll(() => shutdown.stop());

/** Which alarms went off. One that does so only where periods happen to begin well is none. */
function wentOff(): readonly string[] {
  const { from, to } = incident.span();
  return [...alarms].flatMap(([metric, alarm]) => {
    const when = goesOff(alarm, incident.data(metric), from, to);
    expect([metric, when]).not.toEqual([metric, 'by chance']);
    if (when === 'always') seen.add(metric);
    return when === 'always' ? [metric] : [];
  });
}

let count = 0;
/** Somebody sends a correction, with an address or without. */
async function send(email: string | null): Promise<void> {
  count += 1;
  const answer = await incident.postJson('/api/submissions', {
    kind: 'correction',
    record: 'cybercrime-octopus',
    version: 1,
    changes: [{ field: 'endDate', from: '2020-12-31', to: `${2030 + count}` }],
    ...(email === null ? {} : { contributor: { email } }),
  });
  expect(answer.status, answer.body).toBe(201);
  await incident.wake();
}

/** A manager approves what was mailed last. */
async function approve(): Promise<void> {
  const { by } = incident;
  const link = by.linkIn(by.mailTo('manager@example.org', /./), 'review');
  const seen = inputValue(await incident.get(link), 'seen');
  const fields = { seen, decision: 'approve', 'change[endDate]': 'accept' };
  expect((await incident.post(link, fields)).status).toBe(303);
  await incident.wake();
}

async function withdraw(): Promise<void> {
  const { by } = incident;
  await by.consentTo('glacy-plus', 'grantor@coe.int');
  const link = by.linkIn(by.mailTo('grantor@coe.int', /receipt/), 'confirm');
  expect((await incident.post(link, { decision: 'withdraw' })).status).toBe(303);
}

function bounced(emailAddress: string) {
  const bounce = { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress }] };
  return incident.bounce({ detail: { eventType: 'Bounce', bounce } });
}

describe('mail', () => {
  it('that SES refuses is given up, and said', async () => {
    incident.broken.ses = 'refused';
    await send('ada@example.org');
    await incident.pass(HOUR);
    expect(wentOff()).toEqual(['MailParked']);
  });

  it('that SES takes from nobody here is said at once, and when it is late', async () => {
    incident.broken.ses = 'closed';
    await send('ada@example.org');
    await incident.pass(20 * MINUTE);
    expect(wentOff()).toEqual(['SendingClosed']);
    await incident.pass(HOUR);
    expect(wentOff()).toEqual(['MailLagSeconds', 'SendingClosed']);
  });

  it.each(['unreachable', 'busy', 'unclear'] as const)(
    'is late, a single one, where SES is %s',
    async (trouble) => {
      incident.broken.ses = trouble;
      await send('ada@example.org');
      await incident.pass(HOUR);
      expect(wentOff()).toEqual(['MailLagSeconds']);
    },
  );

  it('is late where nothing wakes notify', async () => {
    incident.broken.asleep = ['notify'];
    await send('ada@example.org');
    await incident.pass(HOUR);
    expect(wentOff()).toEqual(['MailLagSeconds']);
  });

  it.each(['busy', 'unreachable'] as const)(
    'a quarter of an hour late, SES being %s, is nobody’s alarm',
    async (trouble) => {
      incident.broken.ses = trouble;
      for (const name of ['ada', 'eva', 'ida']) await send(`${name}@example.org`);
      await incident.pass(15 * MINUTE);
      incident.broken.ses = null;
      await incident.pass(HOUR);
      expect(wentOff()).toEqual([]);
      expect(incident.mails).toHaveLength(3);
    },
  );
});

describe('a decision', () => {
  it('that nobody takes for two weeks', async () => {
    await send(null);
    await incident.pass(13 * DAY, 3 * HOUR);
    expect(wentOff().filter((name) => name !== 'Invocations of sweep')).toEqual([]);
    await incident.pass(2 * DAY, 3 * HOUR);
    expect(wentOff()).toContain('OldestWaitingSeconds');
  });
});

describe('a release', () => {
  it('whose files cannot be written', async () => {
    await send(null);
    incident.broken.bucket = true;
    await approve();
    await incident.pass(HOUR);
    expect(wentOff()).toEqual(['Errors of publish']);
  });

  it('that nothing wakes', async () => {
    await send(null);
    incident.broken.asleep = ['publish'];
    await approve();
    await incident.pass(HOUR);
    expect(wentOff()).toEqual(['PublishLagSeconds']);
  });

  it('that would remove too many records', async () => {
    incident.broken.asleep = ['publish'];
    for (const record of ['cybercrime-octopus', 'glacy-plus']) {
      const { endDate: from } = (await incident.by.json(`v1/projects/${record}.json`)) as { endDate: string };
      const changes = [{ field: 'endDate', from, to: '2031' }];
      await incident.by.send({ kind: 'correction', record, version: 1, changes }, null);
      await approve();
      await loseBasis(record);
    }
    incident.broken.asleep = [];
    await incident.pass(HOUR);
    expect(wentOff()).toContain('RemovalStopped');
  });
});

/** A mistake in the table: what was approved lost its reason to be public before it was published. */
async function loseBasis(record: string): Promise<void> {
  const item = await incident.table.get(keys.version(record, 2));
  expect(item).not.toBeNull();
  const publication = { basis: 'consent', sources: [], consent: null, fields: {} };
  await incident.table.put({ ...keys.version(record, 2), ...item, publication, schema: 1 });
}

describe('a withdrawal', () => {
  it('whose copies readers still get, a single one', async () => {
    await withdraw();
    incident.broken.edge = true;
    await incident.pass(HOUR);
    expect(wentOff()).toEqual(['StillPublishedSeconds']);
  });

  it('whose copies are gone some minutes later is nobody’s alarm', async () => {
    await withdraw();
    incident.broken.edge = true;
    await incident.wake();
    await incident.pass(6 * MINUTE);
    incident.broken.edge = false;
    await incident.pass(HOUR);
    expect(incident.data('StillPublishedSeconds').length).toBeGreaterThan(0);
    expect(wentOff()).toEqual([]);
  });
});

describe('objections', () => {
  it('to more records than may be on hold, from one address', async () => {
    await incident.pass(10 * MINUTE);
    const documents = ['cybereast', 'cybersouth', 'glacy-plus'].map((record) => ({
      kind: 'objection',
      record,
      fields: [],
      comment: 'Not this one.',
      contributor: { email: 'intern@coe.int' },
    }));
    expect((await incident.postJson('/api/submissions', documents)).status).toBe(201);
    await incident.by.confirm('intern@coe.int');
    await incident.pass(HOUR);
    expect(wentOff()).toEqual(['HoldRefused']);
  });
});

describe('somebody who decides', () => {
  it('and whom mail does not reach', async () => {
    await incident.pass(10 * MINUTE);
    await bounced('manager@example.org');
    await incident.pass(HOUR);
    expect(wentOff()).toEqual(['ManagerUnreachable']);
  });
});

describe('a function', () => {
  it.each(['notify', 'publish', 'sweep', 'bounce'] as const)(
    '%s that fails',
    async (name: BackgroundName) => {
      incident.broken.failing = [name];
      await incident.pass(10 * MINUTE);
      if (name === 'bounce') await bounced('ada@example.org');
      await incident.pass(HOUR);
      expect(wentOff()).toEqual([`Errors of ${name}`]);
    },
  );

  it('of pages that fails', async () => {
    incident.broken.failing = ['pages'];
    await incident.pass(10 * MINUTE);
    await incident.visit('/projects/cybercrime-octopus');
    await incident.pass(HOUR);
    expect(wentOff()).toEqual(['5xx']);
  });

  it('that should look every five minutes, and never runs', async () => {
    await incident.pass(HOUR);
    incident.broken.asleep = ['sweep'];
    await incident.pass(2 * HOUR);
    expect(wentOff()).toEqual(['Invocations of sweep']);
  });
});

describe('a quiet day', () => {
  it('is no alarm: people send, confirm, decide, withdraw, and one address does not exist', async () => {
    for (const email of ['ada@example.org', 'eva@example.org']) {
      await send(email);
      await incident.pass(20 * MINUTE);
      await incident.by.confirm(email);
      await incident.pass(20 * MINUTE);
    }
    await send(null);
    await approve();
    await incident.pass(HOUR);
    await withdraw();
    await incident.pass(20 * MINUTE);
    await bounced('nobody@example.org');
    for (const path of ['/', '/projects/cybercrime-octopus', '/about', '/nothing'])
      await incident.visit(path);
    await incident.pass(20 * HOUR);
    expect(incident.data('StillPublishedSeconds')).toEqual([]);
    expect(wentOff()).toEqual([]);
  });
});

it('every alarm of the template went off in a test', () => {
  expect([...seen].sort()).toEqual([...alarms.keys()].sort());
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Key, keys } from '../../lambdas/storage/keys.ts';
import type { Item } from '../../lambdas/storage/stored.ts';
import { contributing } from '../support/contributing.ts';
import { filled, form, sendForm } from '../support/correction-form.ts';
import { linkIn } from '../support/mail.ts';
import { inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

/**
 * What was stored before the inventory was defined as it is now: it had no end dates, no outcomes and no implementers, but
 * colours.
 */
let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.seed();
  await rewrite(keys.version('cybercrime-octopus', 1), (version) => ({
    ...version,
    content: asBefore(version['content'] as object),
  }));
  await world.publish();
});
afterAll(() => world.stop());

function asBefore(content: object): object {
  const { endDate, outcomes, implementers, ...rest } = content as Readonly<Record<string, unknown>>;
  return { ...rest, colour: 'red' };
}

async function rewrite(key: Key, change: (item: Item) => Item): Promise<void> {
  const item = await world.table.get(key);
  if (!item) throw new Error('There is no such item.');
  await world.table.put({ ...change(item), schema: Number(item['schema']) });
}

describe('a record of before a field was defined', () => {
  it('says nothing in it, and is read, searched and asked for like any other', async () => {
    const page = await world.get('/projects/cybercrime-octopus');
    expect(page.status).toBe(200);
    expect(page.body).toMatch(/End date<\/dt><dd[^>]*><span class="quiet">Not known/);
    expect(page.body).not.toContain('red');
    expect((await world.get(form)).body).toMatch(/<input[^>]* name="endDate"(?![^>]* value="\d)/);
    expect((await world.get('/?q=octopus')).body).toContain('Cybercrime@Octopus');
  });

  it('takes a first correction of it without a conflict, and is published with all that is defined', async () => {
    await sendForm(world, filled());
    await world.notify();
    const link = linkIn(world.mails.at(-1), 'review');
    const page = await world.get(link);
    expect(page.body).toContain('31 December 2016');
    expect(page.body).not.toContain('Somebody else');
    const seen = inputValue(page, 'seen');
    expect((await world.post(link, { decision: 'approve', seen })).status).toBe(303);
    await world.publish();
    const file = await world.files.read('v1/projects/cybercrime-octopus.json');
    const record = JSON.parse(file?.body ?? '{}');
    expect(record).toMatchObject({ version: 2, endDate: '2016-12-31', outcomes: [], implementers: [] });
    expect(record).not.toHaveProperty('colour');
  });
});

describe('a submission of before a field was removed', () => {
  it('lapses as far as it is about that, and is decided for the rest', async () => {
    const { reference } = await sendForm(world, filled({ version: '2', endDate: '2017' }));
    await rewrite(keys.submission(reference), (submission) => ({
      ...submission,
      changes: [
        { field: 'colour', from: 'red', to: 'blue' },
        ...(submission['changes'] as readonly object[]),
      ],
    }));
    await world.notify();
    const link = linkIn(world.mails.at(-1), 'review');
    const page = await world.get(link);
    expect(page.status).toBe(200);
    expect(page.body).not.toContain('blue');
    const decided = await world.post(link, { decision: 'approve', seen: inputValue(page, 'seen') });
    expect(decided.status).toBe(303);
    await world.publish();
    const file = await world.files.read('v1/projects/cybercrime-octopus.json');
    expect(JSON.parse(file?.body ?? '{}')).toMatchObject({ version: 3, endDate: '2017' });
  });
});

describe('a record of before a field was of another kind', () => {
  it('says nothing in it, and takes a correction of it', async () => {
    await rewrite(keys.version('cybereast', 1), (version) => {
      const content = version['content'] as object;
      return {
        ...version,
        content: { ...content, endDate: ['2016'], outcomes: 'One text.', funders: ['A name'] },
      };
    });
    const page = await world.get('/projects/cybereast');
    expect(page.status).toBe(200);
    expect(page.body).not.toContain('One text.');
    expect((await world.get('/correct/cybereast')).status).toBe(200);
    const by = contributing(world);
    const change = { field: 'outcomes', from: [], to: ['A law'] };
    await by.send({ kind: 'correction', record: 'cybereast', version: 1, changes: [change] }, null);
    await by.decide({ decision: 'approve' });
    const file = await by.json('v1/projects/cybereast.json');
    expect(file).toMatchObject({ version: 2, outcomes: ['A law'], endDate: null, funders: [] });
    await by.check();
  });

  it('has what was wanted of it lapse', async () => {
    const { reference } = await sendForm(
      world,
      filled({ version: '3', endDate: '2018', 'outcomes[0]': 'A bill' }),
    );
    await rewrite(keys.submission(reference), (submission) => ({
      ...submission,
      changes: (submission['changes'] as readonly { readonly field: string }[]).map((one) =>
        one.field === 'endDate' ? { ...one, from: ['2016'], to: ['2018'] } : one,
      ),
    }));
    await world.notify();
    const link = linkIn(world.mails.at(-1), 'review');
    const page = await world.get(link);
    expect(page.body).toContain('A bill');
    expect(page.body).not.toContain('2018');
    expect(
      (await world.post(link, { decision: 'reject', reason: 'incorrect', seen: inputValue(page, 'seen') }))
        .status,
    ).toBe(303);
  });
});

describe('an objection of before a field was removed', () => {
  const object = async (record: string, fields: readonly string[]) => {
    const by = contributing(world);
    const email = `${record}@coe.int`;
    const objection = { kind: 'objection', record, fields: ['summary'], contributor: { email } };
    const answer = await world.postJson('/api/submissions', objection);
    const { reference } = JSON.parse(answer.body);
    await rewrite(keys.submission(reference), (submission) => ({ ...submission, fields }));
    await by.confirm(email);
    await world.publish();
    return by;
  };

  it('takes out what is left of it', async () => {
    const by = await object('cybersouth', ['colour', 'summary']);
    const page = await world.get(linkIn(by.mailTo('manager@example.org', /./), 'review'));
    expect([page.status, page.body.includes('undefined')]).toEqual([200, false]);
    await by.decide({ decision: 'approve' });
    const file = await by.json('v1/projects/cybersouth.json');
    expect(file).toMatchObject({ id: 'cybersouth', summary: null });
    expect(file.title).not.toBeUndefined();
  });

  it('takes out nothing where nothing is left of it, least of all the whole record', async () => {
    const by = await object('glacy-plus', ['colour']);
    const page = await world.get(linkIn(by.mailTo('manager@example.org', /./), 'review'));
    expect([page.status, page.body.includes('undefined')]).toEqual([200, false]);
    await by.decide({ decision: 'approve' });
    const file = await by.json('v1/projects/glacy-plus.json');
    expect(file.title).toContain('GLACY');
    expect(file.summary).not.toBeNull();
  });
});

describe('a consent of before a field was removed', () => {
  it('can be withdrawn, and nothing else than what rests on it leaves', async () => {
    const by = contributing(world);
    await by.consentTo('octopus-project', 'grantor@coe.int');
    const link = by.linkIn(by.mailTo('grantor@coe.int', /receipt/), 'confirm');
    const consent = (await world.dump()).find(
      ({ pk, sk, record }) =>
        `${pk}`.startsWith('CONSENT#') && sk === 'STATE' && record === 'octopus-project',
    );
    await rewrite({ pk: consent?.['pk'], sk: consent?.['sk'] }, (item) => ({
      ...item,
      fields: [...(item['fields'] as string[]), 'colour'],
    }));
    expect((await world.get(link)).status).toBe(200);
    expect((await world.get(link)).body).not.toContain('undefined');
    expect((await world.post(link, { decision: 'withdraw' })).status).toBe(303);
    await world.publish();
    expect((await by.json('v1/projects/octopus-project.json')).publication.consent).toBeNull();
    await by.check();
  });
});

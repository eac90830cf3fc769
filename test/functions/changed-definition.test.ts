import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Key, keys } from '../../lambdas/storage/keys.ts';
import type { Item } from '../../lambdas/storage/table.ts';
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
  await world.table.put(change(item));
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

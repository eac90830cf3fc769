import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settings } from '../../lambdas/config/settings.ts';
import { submitHandler } from '../../lambdas/submit.ts';
import { sweepHandler } from '../../lambdas/sweep.ts';
import { filled, form } from '../support/correction-form.ts';
import { inputValue, requester } from '../support/requests.ts';
import { publicUrl, startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.seed();
});
afterAll(() => world.stop());

const DAY_SECONDS = 86_400;
const pass = (seconds: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + seconds * 1000);
};

let networks = 0;
let network = '';
beforeEach(() => {
  networks += 1;
  network = `192.0.2.${networks}`;
});

/** A portal that takes so many forms an hour of which nobody knows how long they were open. */
function portal(unprovenPerHour: number, limited = true) {
  const limits = { ...settings.limits, unprovenPerHour, fillSeconds: 3 };
  const submit = submitHandler({ ...world.dependencies, limited, settings: { ...settings, limits } });
  const { get, request } = requester({ submit }, publicUrl);
  const post = (fields: Readonly<Record<string, string>>) =>
    request(form, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': `${network}, 130.176.1.1`,
      },
      body: new URLSearchParams(fields).toString(),
    });
  const open = async () => {
    const page = await get(`${form}?field=endDate`);
    return filled({ key: inputValue(page, 'key'), stamp: inputValue(page, 'stamp') });
  };
  return { get, post, open };
}

describe('a box that people do not see', () => {
  it.each(['send', 'check'])('brings the form back when it is filled, at step %s', async (step) => {
    const before = await world.dump();
    const page = await portal(10).post(filled({ step, subject: 'Cheap watches', name: 'Ada' }));
    expect(page.status).toBe(422);
    expect(page.body).toContain(world.rule('left-for-robots'));
    expect(inputValue(page, 'subject')).toBe('Cheap watches');
    expect(inputValue(page, 'endDate')).toBe('31/12/2016');
    expect(inputValue(page, 'name')).toBe('Ada');
    expect(await world.dump()).toEqual(before);
  });

  it('is told of together with what else is wrong', async () => {
    const page = await portal(10).post(filled({ subject: 'x', endDate: 'soon' }));
    expect(page.body).toContain(world.rule('left-for-robots'));
    expect(page.body).toContain(world.rule('not-a-date'));
  });

  it('does no harm when it is cleared, or holds nothing but spaces', async () => {
    expect((await portal(10).post(filled({ subject: ' ' }))).status).toBe(303);
  });
});

describe('a form that was open for a while', () => {
  it('is taken, however many others came too quickly from there', async () => {
    const { post, open } = portal(1);
    expect((await post(filled())).status).toBe(303);
    expect((await post(filled())).status).toBe(429);
    const fields = await open();
    pass(3);
    expect((await post(fields)).status).toBe(303);
  });

  it('keeps its age when it comes back, is checked, and is changed', async () => {
    const { post, open } = portal(1);
    await post(filled());
    const fields = await open();
    pass(3);
    const wrong = await post({ ...fields, endDate: 'soon' });
    expect(inputValue(wrong, 'stamp')).toBe(fields['stamp']);
    const checked = await post({ ...fields, step: 'check' });
    expect(inputValue(checked, 'stamp')).toBe(fields['stamp']);
    const edited = await post({ ...fields, step: 'edit' });
    expect(inputValue(edited, 'stamp')).toBe(fields['stamp']);
    expect((await post(fields)).status).toBe(303);
  });

  it('is still believed the day after, and not on the next', async () => {
    const { post, open } = portal(1);
    const [one, two] = [await open(), await open()];
    await post(filled());
    pass(DAY_SECONDS);
    expect((await post(one)).status).toBe(303);
    pass(DAY_SECONDS);
    network = `${network}0`;
    await post(filled());
    expect((await post(two)).status).toBe(429);
    await sweepHandler(world.dependencies)();
  });
});

describe('a form that was filled in too quickly, or does not say when it was opened', () => {
  const made = (over: Readonly<Record<string, string>>) => async () => filled(over);
  it.each([
    ['has no stamp', made({})],
    ['has a stamp of its own making', made({ stamp: `1795430000000.${'A'.repeat(43)}` })],
    ['has a stamp that is none', made({ stamp: 'now' })],
    [
      'has the stamp of another form',
      async () => ({ ...(await portal(1).open()), key: `other-${networks}` }),
    ],
    [
      'says another time than it was stamped with',
      async () => {
        const fields = await portal(1).open();
        const [time, signature] = (fields['stamp'] ?? '').split('.');
        return { ...fields, stamp: `${Number(time) - 10_000}.${signature}` };
      },
    ],
  ])('is taken up to a limit of its own when it %s', async (_what, fields) => {
    const { post } = portal(1);
    const sent = [await fields(), await fields()];
    pass(60);
    expect((await post(sent[0] ?? {})).status).toBe(303);
    const refused = await post({ ...sent[1], comment: 'Another' });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.body).toContain(world.rule('too-quickly'));
    expect(inputValue(refused, 'endDate')).toBe('31/12/2016');
  });

  it('is one that was opened just now', async () => {
    const { post, open } = portal(1);
    const [one, two] = [await open(), await open()];
    pass(2);
    expect((await post(one)).status).toBe(303);
    expect((await post(two)).status).toBe(429);
    pass(1);
    expect((await post(two)).status).toBe(303);
  });

  it('is taken a few seconds later, as the page that refuses it is stamped', async () => {
    const { post } = portal(1);
    await post(filled());
    const fields = filled();
    const refused = await post(fields);
    expect(refused.status).toBe(429);
    pass(3);
    expect((await post({ ...fields, stamp: inputValue(refused, 'stamp') })).status).toBe(303);
  });

  it('does not count while its answers are only checked', async () => {
    const { post } = portal(1);
    for (let round = 0; round < 3; round += 1) await post(filled({ step: 'check' }));
    expect((await post(filled())).status).toBe(303);
  });

  it('is taken as often as anybody likes where limits are off', async () => {
    const { post } = portal(1, false);
    for (let round = 0; round < 3; round += 1) expect((await post(filled())).status).toBe(303);
  });

  it('has nothing to do with the API', async () => {
    const submit = submitHandler({
      ...world.dependencies,
      settings: { ...settings, limits: { ...settings.limits, unprovenPerHour: 1 } },
    });
    const { postJson } = requester({ submit }, publicUrl);
    for (const comment of ['first', 'second', 'third']) {
      const changes = [{ field: 'endDate', from: '2020-12-31', to: '2018' }];
      const document = { kind: 'correction', record: 'cybercrime-octopus', version: 1, changes, comment };
      const answer = await postJson('/api/submissions', document, {
        'x-forwarded-for': `${network}, 130.176.1.1`,
      });
      expect(answer.status).toBe(201);
    }
  });
});

describe('the keys of stamps', () => {
  const keysNow = async () => (await world.dump()).filter(({ pk }) => `${pk}`.startsWith('SALT#stamps#'));

  it('are made for today and tomorrow by the sweep, once', async () => {
    pass(5 * DAY_SECONDS);
    const before = await keysNow();
    await sweepHandler(world.dependencies)();
    const made = (await keysNow()).slice(before.length);
    const today = Math.floor(world.clock.now.getTime() / 1000 / DAY_SECONDS);
    expect(made.map(({ pk }) => pk)).toEqual([`SALT#stamps#${today}`, `SALT#stamps#${today + 1}`]);
    expect(made.map(({ expires }) => expires)).toEqual([
      (today + 2) * DAY_SECONDS,
      (today + 3) * DAY_SECONDS,
    ]);
    await sweepHandler(world.dependencies)();
    expect(await keysNow()).toHaveLength(before.length + 2);
  });

  it('are not made by whoever opens a form: without one it carries no stamp', async () => {
    pass(5 * DAY_SECONDS);
    const before = await world.dump();
    const page = await portal(1).get(`${form}?field=endDate`);
    expect(page.status).toBe(200);
    expect(page.body).not.toContain('name="stamp"');
    expect(await world.dump()).toEqual(before);
  });
});

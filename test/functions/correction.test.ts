import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filled, form, sendForm } from '../support/correction-form.ts';
import { eachMailed } from '../support/each-mailed.ts';
import { linkIn } from '../support/mail.ts';
import { inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ settings: eachMailed });
  await world.seed();
  await world.publish();
});
afterAll(() => world.stop());
beforeEach(async () => {
  // Whatever an earlier test left owed goes out before this one counts.
  await world.notify();
  world.mails.length = 0;
});

const send = (fields: Record<string, string>) => sendForm(world, fields);

describe('the form', () => {
  it('answers 303 to the status page, which then shows what was sent', async () => {
    const { statusUrl, reference } = await send(filled());
    expect(reference).toMatch(/^COR-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    const page = await world.get(statusUrl);
    expect(page.status).toBe(200);
    expect(page.body).toContain(reference);
    expect(page.body).toContain('31 December 2016');
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
  });

  it('shows the status to nobody without the secret', async () => {
    const { reference } = await send(filled());
    expect((await world.get(`/submissions/${reference}`)).status).toBe(404);
    expect((await world.get(`/submissions/${reference}?t=guess`)).status).toBe(404);
    const other = await send(filled());
    const secret = new URL(other.statusUrl, 'https://x.invalid').searchParams.get('t');
    expect((await world.get(`/submissions/${reference}?t=${secret}`)).status).toBe(404);
  });

  it('repeats the answers before sending, and stores nothing yet', async () => {
    const before = await world.dump();
    const page = await world.post(form, filled({ step: 'check', email: 'ada@example.org' }));
    expect(page.status).toBe(200);
    expect(page.body).toContain('31 December 2016');
    expect(inputValue(page, 'endDate')).toBe('31/12/2016');
    expect(await world.dump()).toEqual(before);
  });

  it('comes back with everything typed when something is wrong', async () => {
    const wrong = filled({
      endDate: 'when it rains',
      email: 'not an address',
      'evidence[0]': 'http://N/A',
      name: 'Ada <b>',
    });
    const page = await world.post(form, wrong);
    expect(page.status).toBe(422);
    expect(page.body).toContain('<title>Error: ');
    expect(inputValue(page, 'endDate')).toBe('when it rains');
    expect(page.body).toContain('Ada &lt;b>');
    for (const id of ['endDate', 'email', 'evidence-0']) {
      expect(page.body).toContain(`href="#${id}"`);
      expect(page.body).toContain(`id="${id}"`);
    }
  });

  it('is refused when it has more inputs than any form of ours', async () => {
    const many = Object.fromEntries(Array.from({ length: 5_001 }, (_, index) => [`a${index}`, '']));
    expect((await world.post(form, many)).status).toBe(413);
  });

  it('comes back in less than what a function may answer, however many rows it has', async () => {
    const rows = Array.from({ length: 2_900 }, (_, index) => [`activities[${index}][url]`, 'a']);
    const page = await world.post(form, Object.fromEntries(rows));
    expect(page.status).toBe(422);
    expect(page.body).toContain(world.rule('too-many').slice(0, 20));
    expect(Buffer.byteLength(page.body)).toBeGreaterThan(1_000_000);
    expect(Buffer.byteLength(page.body)).toBeLessThan(5_000_000);
  });

  it('refuses a correction that changes nothing', async () => {
    const page = await world.post(form, filled({ endDate: '2020-12-31' }));
    expect(page.status).toBe(422);
    expect(page.body).toContain(world.rule('nothing-changed'));
  });

  it('takes lists: rows added, changed and removed', async () => {
    const { statusUrl } = await send({
      version: '1',
      key: 'lists',
      'beneficiaries[0]': 'Benin',
      'beneficiaries[1]': 'GN',
      'themes[0]': 'cybercrime',
      'themes[2]': 'standards',
      outputs: '',
    });
    const page = await world.get(statusUrl);
    expect(page.body).toContain('Benin');
    expect(page.body).toContain('Guinea');
  });

  it('is found by the portal’s own code and page', async () => {
    const byCode = await world.get('/correct?code=G0677');
    expect(byCode).toMatchObject({ status: 303, headers: { location: '/correct/octopus-project' } });
    const url = encodeURIComponent('http://cybilportal.org/projects/octopus-project/?utm=1');
    expect((await world.get(`/correct?url=${url}`)).headers['location']).toBe('/correct/octopus-project');
    expect((await world.get('/correct?code=NONE')).status).toBe(404);
  });

  it('comes back with an amount no currency has', async () => {
    const page = await world.post(
      form,
      filled({ 'contributions[0][funder]': 'X', 'contributions[0][amount]': '9'.repeat(17) }),
    );
    expect(page.status).toBe(422);
    expect(inputValue(page, 'contributions[0][amount]')).toBe('9'.repeat(17));
  });

  it('is not there for a record whose name nobody could have', async () => {
    for (const id of ['a'.repeat(3000), '%00', '__proto__', 'constructor', '..%2f']) {
      for (const path of [`/correct/${id}`, `/projects/${id}`]) {
        const answer = await world.get(path);
        // What a mail program may have put around an id is left out, and the page of what is left is asked for.
        const last = answer.status === 303 ? await world.get(answer.headers['location'] ?? '') : answer;
        expect(last.status, path).toBe(404);
      }
    }
  });

  it('is not there for a record that is not', async () => {
    expect((await world.get('/correct/no-such-record')).status).toBe(404);
    expect((await world.post('/correct/no-such-record', filled())).status).toBe(404);
  });
});

describe('the same submission sent twice', () => {
  it('is one: the same key gives the same answer, and one mail', async () => {
    const fields = filled();
    const [first, second] = [await send(fields), await send(fields)];
    expect(second).toEqual(first);
    await world.notify();
    expect(world.mails).toHaveLength(1);
  });

  it('is one when both arrive at the same moment', async () => {
    const fields = filled();
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(fields)));
    expect(new Set(answers.map(({ statusUrl }) => statusUrl)).size).toBe(1);
    await world.notify();
    expect(world.mails).toHaveLength(1);
  });

  it('is one also when the record moved so that it could not be sent any more', async () => {
    const cyber4dev = '/correct/cyber4dev';
    const first = filled({ endDate: '2015' });
    const answer = await world.post(cyber4dev, first);
    expect(answer.status).toBe(303);
    const { endDate, ...later } = filled({ startDate: '2018' });
    await world.notify();
    world.mails.length = 0;
    expect((await world.post(cyber4dev, later)).status).toBe(303);
    await world.notify();
    const link = linkIn(world.mails.at(-1), 'review');
    const seen = inputValue(await world.get(link), 'seen');
    expect((await world.post(link, { decision: 'approve', seen })).status).toBe(303);
    const again = await world.post(cyber4dev, first);
    expect(again.headers['location']).toBe(answer.headers['location']);
  });
});

describe('an address', () => {
  it('is confirmed before the manager is disturbed', async () => {
    const { statusUrl } = await send(filled({ email: 'ada@example.org', name: 'Ada' }));
    await world.notify();
    expect(world.mails.map(({ to }) => to)).toEqual(['ada@example.org']);
    expect(`${world.mails[0]?.text} ${world.mails[0]?.html}`).not.toMatch(/Ada|2016|Number/);
    const link = linkIn(world.mails[0], 'confirm');
    expect((await world.get(link)).status).toBe(200);
    expect((await world.post(link, {})).status).toBe(422);
    expect((await world.post(link, { decision: 'approve' })).status).toBe(422);
    await world.notify();
    expect(world.mails).toHaveLength(1);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => world.post(link, { decision: 'confirm' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 303]);
    expect((await world.post(link, { decision: 'confirm' })).status).toBe(200);
    await world.notify();
    expect(world.mails.map(({ to }) => to)).toEqual(['ada@example.org', 'manager@example.org']);
    expect((await world.get(statusUrl)).body).toContain('portal manager');
  });

  it('whose link expired gets a fresh one, and the old one shows what happened', async () => {
    await send(filled({ email: 'ada@example.org' }));
    await world.notify();
    const old = linkIn(world.mails[0], 'confirm');
    const sentAt = world.clock.now;
    world.clock.now = new Date(sentAt.getTime() + 8 * 86_400_000);
    expect((await world.get(old)).body).toContain('value="send"');
    expect((await world.post(old, { decision: 'confirm' })).status).toBe(422);
    expect((await world.post(old, { decision: 'send' })).status).toBe(200);
    expect((await world.post(old, { decision: 'send' })).status).toBe(200);
    await world.notify();
    expect(world.mails.map(({ to }) => to)).toEqual(['ada@example.org', 'ada@example.org']);
    expect((await world.post(linkIn(world.mails[1], 'confirm'), { decision: 'confirm' })).status).toBe(303);
    const used = await world.get(old);
    expect(used.body).not.toContain('value="send"');
    world.clock.now = sentAt;
  });

  it.each(['/confirm/unknown', '/review/unknown'])('leads nowhere from a made-up link: %s', async (link) => {
    expect((await world.get(link)).status).toBe(404);
    expect((await world.post(link, { decision: 'confirm' })).status).toBe(404);
  });
});

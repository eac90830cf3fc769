import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reference } from '../../lambdas/domain/names.ts';
import { reviewHandler } from '../../lambdas/review.ts';
import { linkItem } from '../../lambdas/storage/links.ts';
import { findRecord } from '../../lambdas/storage/records.ts';
import { newToken, sha256 } from '../../lambdas/storage/secrets.ts';
import { loadInventory } from '../../lambdas/workflow/load-inventory.ts';
import { seedRecords } from '../../operator/seed.ts';
import { eachMailed } from '../support/each-mailed.ts';
import { type Answer, requester } from '../support/requests.ts';
import { chosen, reviewing } from '../support/reviewing.ts';
import { publicUrl, startWorld, type World } from '../support/world.ts';

let world: World;
let steps: ReturnType<typeof reviewing>;
let records = 0;
/** A record of its own for each test. */
let record: string;

beforeAll(async () => {
  world = await startWorld({ settings: eachMailed });
  const [like] = seedRecords();
  if (!like) throw new Error('There is no seed.');
  const ids = Array.from({ length: 60 }, (_, index) => `project-${index}`);
  await loadInventory(
    world.table,
    ids.map((id) => ({ ...like, id })),
    world.clock.now,
  );
  await world.publish();
  steps = reviewing(world);
});
afterAll(() => world.stop());
beforeEach(() => {
  record = `project-${records}`;
  records += 1;
});

async function content(): Promise<Readonly<Record<string, unknown>>> {
  const now = await findRecord(world.table, record);
  return now && 'content' in now ? now.content : {};
}

/** The part of a page that is about a field. */
function part({ body }: Answer, field: string): string {
  return (
    new RegExp(`<section class="change[^>]*id="about-${field}">.*?</section>`, 's').exec(body)?.[0] ?? ''
  );
}

const organisation = (name: string) => ({ name, url: null });

describe('a page that was read', () => {
  it('is decided on, whatever happened to other fields of the record', async () => {
    const fields = { title: 'Another', endDate: '2016', summary: 'Else.', outputs: ['One'], code: 'G1' };
    const links = await inTurn(Object.entries(fields), ([field, to]) =>
      steps.waiting(record, { [field]: to }),
    );
    const pages = await inTurn(links, (link) => world.get(link));
    for (const [index, page] of pages.entries()) {
      const answer = await world.post(links[index] ?? '', steps.submitted(page, { decision: 'approve' }));
      expect(answer.status, answer.body).toBe(303);
    }
    expect(await content()).toMatchObject(fields);
  });

  it('is decided on at the same moment as nine others of the record, and none is lost', async () => {
    const wishes = {
      title: 'Another',
      code: 'G1',
      summary: 'Else.',
      context: 'Else.',
      startDate: '2001',
      endDate: '2031',
      url: 'https://example.org/x',
      status: 'planned',
      language: 'fr',
      outputs: ['One'],
    };
    const links = await inTurn(Object.entries(wishes), ([field, to]) =>
      steps.waiting(record, { [field]: to }),
    );
    const pages = await inTurn(links, (link) => world.get(link));
    const answers = await Promise.all(
      pages.map((page, index) =>
        world.post(links[index] ?? '', steps.submitted(page, { decision: 'approve' })),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303));
    expect(await content()).toMatchObject(wishes);
  });

  it('is not decided on when its own field moved: that is marked, and all that was chosen stays', async () => {
    const [first, other] = [
      await steps.waiting(record, { endDate: '2016' }),
      await steps.waiting(record, { endDate: '2018', summary: 'Else.' }),
    ];
    const page = await world.get(other);
    expect((await steps.decide(first, { decision: 'approve' })).status).toBe(303);
    const typed = {
      decision: 'approve',
      note: 'Thank you.',
      'change[summary]': 'edit',
      'value[summary]': 'Better said.',
    };
    const back = await world.post(other, steps.submitted(page, typed));
    expect(back.status).toBe(409);
    expect(part(back, 'endDate')).toContain('This moved while you were reading.');
    expect(part(back, 'summary')).not.toContain('This moved');
    expect(part(back, 'endDate')).toContain('201<del>6</del>');
    expect(back.body).toContain('href="#about-endDate"');
    expect(chosen(back, 'decision')).toBe('approve');
    expect(chosen(back, 'change[summary]')).toBe('edit');
    expect(part(back, 'summary')).toMatch(/<details open.*Better said\./s);
    expect(back.body).toContain('Thank you.</textarea>');
    // It was read again now: the same once more is taken.
    const again = await world.post(other, steps.submitted(back, { 'change[endDate]': 'accept' }));
    expect(again.status, again.body).toBe(303);
    expect(await content()).toMatchObject({ endDate: '2018', summary: 'Better said.' });
  });

  it('is not decided on when somebody else came who wants the same', async () => {
    const link = await steps.waiting(record, { endDate: '2016' });
    const page = await world.get(link);
    await steps.waiting(record, { endDate: '2018' });
    const back = await world.post(link, steps.submitted(page, { decision: 'approve' }));
    expect(back.status).toBe(409);
    expect(part(back, 'endDate')).toMatch(/COR-\S+ also waits.*2018/s);
    expect((await world.post(link, steps.submitted(back, {}))).status).toBe(303);
  });

  it('is decided on when whoever wanted the same got a no', async () => {
    const link = await steps.waiting(record, { endDate: '2016' });
    const rival = await steps.waiting(record, { endDate: '2018' });
    const page = await world.get(link);
    await steps.decide(rival, { decision: 'reject', reason: 'incorrect' });
    expect((await world.post(link, steps.submitted(page, { decision: 'approve' }))).status).toBe(303);
  });

  it.each([
    ['title', 'Sent', 'Typed'],
    ['summary', 'Sent.', 'Typed\nin two lines.'],
    ['status', 'planned', 'cancelled'],
    ['endDate', '2016', '2017'],
    ['url', 'https://example.org/sent', 'https://example.org/typed'],
  ])('keeps an edit of %s, open, after another field moved, and after a refusal', async (field, to, edit) => {
    const link = await steps.waiting(record, { [field]: to, outputs: ['Sent'] });
    const other = await steps.waiting(record, { outputs: ['Other'] });
    const page = await world.get(link);
    await steps.decide(other, { decision: 'approve' });
    const typed = { decision: 'approve', [`change[${field}]`]: 'edit', [`value[${field}]`]: edit };
    const moved = await world.post(link, steps.submitted(page, typed));
    expect(moved.status).toBe(409);
    expect(chosen(moved, `change[${field}]`)).toBe('edit');
    expect(part(moved, field)).toContain('<details open');
    const refused = await world.post(link, steps.submitted(moved, { note: 'x'.repeat(2001) }));
    expect(refused.status).toBe(422);
    expect(chosen(refused, `change[${field}]`)).toBe('edit');
    expect(part(refused, field)).toContain('<details open');
    const last = { 'change[outputs]': 'decline', note: '' };
    const taken = await world.post(link, steps.submitted(refused, last));
    expect(taken.status, taken.body).toBe(303);
    expect((await content())[field]).toBe(edit);
  });

  it('keeps rows that were added to a list by its button', async () => {
    const link = await steps.waiting(record, { funders: [organisation('Sent')], endDate: '2016' });
    const other = await steps.waiting(record, { endDate: '2018' });
    const page = await world.get(link);
    const longer = await world.post(link, steps.submitted(page, { step: 'more:value[funders]' }));
    expect(chosen(longer, 'change[funders]')).toBe('edit');
    await steps.decide(other, { decision: 'approve' });
    const typed = { decision: 'approve', 'value[funders][1][name]': 'Typed' };
    const moved = await world.post(link, steps.submitted(longer, typed));
    expect(moved.status).toBe(409);
    expect(chosen(moved, 'change[funders]')).toBe('edit');
    expect(part(moved, 'funders')).toMatch(/<details open.*value="Sent".*value="Typed"/s);
    const taken = await world.post(link, steps.submitted(moved, { 'change[endDate]': 'decline' }));
    expect(taken.status, taken.body).toBe(303);
    const { funders } = (await content()) as { funders: { name: string }[] };
    expect(funders.map(({ name }) => name)).toEqual(['Sent', 'Typed']);
  });

  it('shows of a list that moved what is so now in the box that nobody touched', async () => {
    const { funders } = (await content()) as { funders: { name: string }[] };
    const link = await steps.waiting(record, { funders: [...funders, organisation('Sent')] });
    const other = await steps.waiting(record, { funders: [...funders, organisation('Other')] });
    const page = await world.get(link);
    await steps.decide(other, { decision: 'approve' });
    const moved = await world.post(link, steps.submitted(page, { decision: 'approve' }));
    expect(moved.status).toBe(409);
    expect(part(moved, 'funders')).toContain('value="Other"');
    expect((await world.post(link, steps.submitted(moved, {}))).status).toBe(303);
    const now = (await content()) as { funders: { name: string }[] };
    expect(now.funders.map(({ name }) => name)).toEqual([
      ...funders.map(({ name }) => name),
      'Other',
      'Sent',
    ]);
  });
});

describe('what is wrong with a form', () => {
  it('is said before what moved, which is marked as well', async () => {
    const link = await steps.waiting(record, { endDate: '2016', title: 'Sent' });
    const page = await world.get(link);
    await steps.decide(await steps.waiting(record, { endDate: '2018' }), { decision: 'approve' });
    for (const [wrong, rule] of [
      [{}, 'decision-missing'],
      [{ decision: 'reject' }, 'reason-missing'],
      [{ decision: 'approve', 'value[title]': 'Typed' }, 'accept-or-edit'],
      [{ decision: 'approve', note: 'Why?' }, 'note-asks'],
    ] as const) {
      const back = await world.post(link, steps.submitted(page, wrong));
      expect(back.status).toBe(422);
      expect(back.body).toContain(world.rule(rule));
      expect(part(back, 'endDate')).toContain('This moved while you were reading.');
    }
  });

  it('is missing where nothing says what was read: 422, not 409', async () => {
    const link = await steps.waiting(record, { endDate: '2016' });
    const { seen: _, ...without } = steps.submitted(await world.get(link), { decision: 'approve' });
    const back = await world.post(link, without);
    expect(back.status).toBe(422);
    expect(back.body).toContain(world.rule('seen-missing'));
    expect(chosen(back, 'decision')).toBe('approve');
  });

  it('is nothing where so much is decided at once that nothing can be stored: it may be sent again', async () => {
    const link = await steps.waiting(record, { endDate: '2016' });
    const fields = steps.submitted(await world.get(link), { decision: 'approve', note: 'Kept.' });
    const table = { ...world.table, transact: async () => ({ refused: [0] }) };
    const review = reviewHandler({ ...world.dependencies, table });
    const back = await requester({ review }, publicUrl).post(link, fields);
    expect(back.status).toBe(409);
    expect(back.body).toContain('many decisions on this record came at the same moment');
    expect(back.body).toContain('Kept.</textarea>');
    expect((await world.post(link, steps.submitted(back, {}))).status).toBe(303);
  });
});

describe('an edit beside “Accept”', () => {
  it.each([
    ['title', 'Sent', { 'value[title]': 'Typed' }],
    ['summary', 'Sent.', { 'value[summary]': 'Typed.' }],
    ['summary', 'Sent.', { 'value[summary]': '' }],
    ['status', 'planned', { 'value[status]': 'active' }],
    ['endDate', '2016', { 'value[endDate]': 'May 2016' }],
    ['endDate', '2016', { 'value[endDate]': 'some day' }],
    ['url', 'https://example.org/sent', { 'value[url]': 'https://example.org/typed' }],
    ['language', 'fr', { 'value[language]': 'es' }],
    ['outputs', ['One', 'Two'], { 'value[outputs][1]': 'Three' }],
    ['outputs', ['One', 'Two'], { 'value[outputs][0]': 'Two', 'value[outputs][1]': 'One' }],
    ['funders', [organisation('Sent')], { 'value[funders][0][name]': 'Typed' }],
    ['funders', [organisation('Sent')], { 'value[funders][0][url]': 'https://example.org/' }],
    ['beneficiaries', ['KE'], { 'value[beneficiaries][0]': 'Uganda' }],
    ['themes', ['standards'], { 'value[themes][0]': 'policy-strategy' }],
    ['links', [{ title: 'Sent', url: 'https://example.org/' }], { 'value[links][0][title]': 'Typed' }],
    [
      'contributions',
      [{ funder: 'Sent', amount: 5, currency: 'EUR', year: 2020 }],
      { 'value[contributions][0][amount]': '6' },
    ],
    [
      'activities',
      [{ title: 'Sent', date: '2020', place: null, url: null }],
      { 'value[activities][0][place]': 'Nairobi' },
    ],
  ])('of %s is asked about: %j, %j', async (field, to, typed) => {
    const link = await steps.waiting(record, { [field]: to });
    const back = await steps.decide(link, { decision: 'approve', ...typed });
    expect(back.status).toBe(422);
    expect(part(back, field)).toContain(world.rule('accept-or-edit'));
    expect(part(back, field)).toContain('<details open');
    for (const [name, text] of Object.entries(typed)) expect(chosen(back, name) ?? '').toBe(text);
    // Nothing chosen, too: what was typed would be lost.
    const { [`change[${field}]`]: _, ...without } = steps.submitted(await world.get(link), typed);
    expect((await world.post(link, { ...without, decision: 'approve' })).status).toBe(422);
  });

  it('is none where a box says what was sent, in whatever way', async () => {
    const link = await steps.waiting(record, {
      summary: 'One\nTwo',
      endDate: '2016-12-31',
      beneficiaries: ['KE', 'UG'],
    });
    const same = {
      'value[summary]': 'One\r\nTwo\r\n',
      'value[endDate]': '31/12/2016',
      'value[beneficiaries][0]': 'Uganda',
      'value[beneficiaries][1]': 'ke',
    };
    const answer = await steps.decide(link, { decision: 'approve', ...same });
    expect(answer.status, answer.body).toBe(303);
    expect(await content()).toMatchObject({ summary: 'One\nTwo', endDate: '2016-12-31' });
  });

  it('is seen without what the page says of its boxes', async () => {
    const link = await steps.waiting(record, { endDate: '2016' });
    const seen = steps.submitted(await world.get(link), {})['seen'] ?? '';
    const sent = { decision: 'approve', seen, 'change[endDate]': 'accept' };
    expect((await world.post(link, { ...sent, 'value[endDate]': '2017' })).status).toBe(422);
    expect((await world.post(link, { ...sent, 'value[endDate]': '2016' })).status).toBe(303);
  });
});

describe('approving', () => {
  async function inConflict(): Promise<string> {
    const link = await steps.waiting(record, { endDate: '2016' });
    await steps.decide(await steps.waiting(record, { endDate: '2018' }), { decision: 'approve' });
    return link;
  }

  it('in conflict wants a choice', async () => {
    const link = await inConflict();
    const back = await steps.decide(link, { decision: 'approve', note: 'Kept.' });
    expect(back.status).toBe(422);
    expect(part(back, 'endDate')).toContain(world.rule('choice-missing'));
    expect(back.body).toContain('Kept.</textarea>');
    expect((await content())['endDate']).toBe('2018');
  });

  it('with all declined is a rejection, which has a reason', async () => {
    const link = await inConflict();
    const declined = { decision: 'approve', 'change[endDate]': 'decline' };
    const back = await steps.decide(link, declined);
    expect(back.status).toBe(422);
    expect(back.body).toContain(world.rule('reason-missing'));
    expect(back.body).toContain('href="#reason"');
    expect((await steps.decide(link, { ...declined, reason: 'incorrect' })).status).toBe(303);
    expect((await world.get(link)).body).toContain('It does not match the sources we have');
  });

  it.each(['approve', 'reject'])('of several, all declined, wants one too, by “%s”', async (decision) => {
    const link = await steps.waiting(record, { endDate: '2016', title: 'Else' });
    const declined = { decision, 'change[endDate]': 'decline', 'change[title]': 'decline' };
    expect((await steps.decide(link, declined)).status).toBe(422);
    expect((await steps.decide(link, { ...declined, reason: 'other' })).status).toBe(303);
  });

  it.each([
    [{ reason: 'incorrect' }, 'approved-with-reason'],
    [{ note: 'Could you send us a source?' }, 'note-asks'],
    [{ note: 'Is that so? Thank you.' }, 'note-asks'],
    [{ note: 'Is “2016” right?”' }, 'note-asks'],
    [{ note: 'هل هذا صحيح؟' }, 'note-asks'],
    [{ note: '这是对的吗？谢谢。' }, 'note-asks'],
    [{ note: 'Είναι σωστό;' }, 'note-asks'],
    [{ note: 'Really?!' }, 'note-asks'],
  ] as const)('beside %j is asked about, and one tick later taken', async (said, rule) => {
    const link = await steps.waiting(record, { endDate: '2016' });
    const back = await steps.decide(link, { decision: 'approve', ...said });
    expect(back.status).toBe(422);
    expect(back.body).toContain(world.rule(rule));
    for (const [name, text] of Object.entries(said)) expect(chosen(back, name)).toBe(text);
    expect(chosen(back, 'decision')).toBe('approve');
    const taken = await world.post(link, steps.submitted(back, { meant: 'yes' }));
    expect(taken.status, taken.body).toBe(303);
    expect((await content())['endDate']).toBe('2016');
  });

  it.each(['Thank you.', 'See https://example.org/?page=2 for more.', 'Merci ; à bientôt;'])(
    'beside a note that asks nothing is taken: %s',
    async (note) => {
      const link = await steps.waiting(record, { endDate: '2016' });
      expect((await steps.decide(link, { decision: 'approve', note })).status).toBe(303);
    },
  );
});

describe('whoever comes too late', () => {
  /** The same page, for another person who decides. */
  async function deputyLink(link: string): Promise<string> {
    const items = await world.dump();
    const own = items.find(({ pk }) => pk === `LINK#${sha256(link.slice('/review/'.length))}`);
    const validUntil = new Date(world.clock.now.getTime() + 86_400_000).toISOString();
    const token = newToken();
    const { reference } = own as { reference: Reference };
    const deputy = world.dependencies.settings.people.find(({ role }) => role === 'deputy');
    await world.table.put(
      linkItem({
        tokenHash: sha256(token),
        purpose: 'review',
        reference,
        holder: deputy?.id ?? '',
        validUntil,
      }),
    );
    return `/review/${token}`;
  }

  it.each([
    [{ decision: 'reject', reason: 'incorrect' }, 'Your rejection was not recorded.'],
    [{ decision: 'approve' }, 'Your approval was not recorded.'],
    [{ decision: 'ask', note: 'Why?' }, 'Your question was not recorded'],
  ])('with %j is told that it was not recorded, and what stands', async (late, words) => {
    const link = await steps.waiting(record, { endDate: '2016' });
    const deputys = await deputyLink(link);
    const page = await world.get(deputys);
    await steps.decide(link, { decision: 'approve', 'change[endDate]': 'edit', 'value[endDate]': '2017' });
    for (const fields of [steps.submitted(page, late), { ...late, seen: 'stale' }]) {
      const answer = await world.post(deputys, fields);
      expect(answer.status).toBe(200);
      expect(answer.body).toContain(words);
      expect(answer.body).toMatch(/Portal manager had approved it already, on 23 November 2026 at 12:00/);
      expect(answer.body).toContain('Accepted with an edit');
      expect(answer.body).toContain('2017');
    }
    expect((await world.get(deputys)).body).not.toContain('not recorded');
  });

  it('with the same again, as by a double click, is told that it changed nothing', async () => {
    const link = await steps.waiting(record, { endDate: '2016' });
    const fields = steps.submitted(await world.get(link), { decision: 'approve' });
    await world.post(link, fields);
    expect((await world.post(link, fields)).body).toContain('Sending it again changed nothing.');
    const other = await world.post(link, { ...fields, decision: 'reject', reason: 'other' });
    expect(other.body).toContain('Your rejection was not recorded. You had approved it already');
  });
});

async function inTurn<In, Out>(all: readonly In[], act: (one: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = [];
  for (const one of all) done.push(await act(one));
  return done;
}

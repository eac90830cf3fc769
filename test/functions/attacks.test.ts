import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asReference } from '../../lambdas/domain/names.ts';
import { noticeInForce } from '../../lambdas/i18n/notices.ts';
import { loadConsents } from '../../lambdas/storage/consents.ts';
import { loadSubmission } from '../../lambdas/storage/submissions.ts';
import { loadInventory } from '../../lambdas/workflow/load-inventory.ts';
import { seedRecords } from '../../operator/seed.ts';
import { bucketReader } from '../support/check-published.ts';
import { inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

const notice = noticeInForce('en', {
  portal: '',
  mailbox: '',
  licence: '',
  contactMonths: 12,
  accuracyMonths: 12,
  controller: '',
  url: '',
});
const hidden = 'What nobody agreed to publish';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  const [like] = seedRecords();
  if (!like) throw new Error('There is no seed.');
  const consent = {
    role: 'owner',
    organisation: null,
    grantedAt: '2026-01-01T00:00:00.000Z',
    receipt: 'elsewhere',
  };
  const byConsent: { basis: 'consent'; sources: string[] } = { basis: 'consent', sources: [] };
  const own = { summary: byConsent, context: byConsent };
  await loadInventory(
    world.table,
    [
      ...seedRecords(),
      {
        ...like,
        id: 'unpublished',
        title: hidden,
        summary: hidden,
        publication: { ...byConsent, consent: null, fields: {} },
      },
      {
        ...like,
        id: 'mixed',
        summary: 'A summary by consent',
        context: null,
        publication: { ...like.publication, consent, fields: own },
      },
      {
        ...like,
        id: 'refilled',
        summary: 'Another by consent',
        context: null,
        publication: { ...like.publication, consent, fields: own },
      },
      {
        ...like,
        id: 'half',
        summary: hidden,
        publication: { ...like.publication, consent: null, fields: own },
      },
    ],
    world.clock.now,
  );
  await world.publish();
});
afterAll(() => world.stop());

let seconds = 0;
/** Whatever comes next comes later. */
function tick(): void {
  seconds += 1;
  world.clock.now = new Date(Date.parse('2026-11-23T12:00:00.000Z') + seconds * 1000);
}

async function send(document: Record<string, unknown>, due = 201): Promise<string> {
  tick();
  const answer = await world.postJson('/api/submissions', { comment: `Number ${seconds}`, ...document });
  expect(answer.status, answer.body).toBe(due);
  await world.notify();
  return due === 201 ? JSON.parse(answer.body).reference : '';
}

const consentTo = (record: string, email: string) =>
  send({
    kind: 'consent',
    record,
    notice: notice.version,
    authority: true,
    contributor: { email, role: 'owner' },
  });
const correct = (record: string, field: string, from: unknown, to: unknown, due = 201) =>
  send({ kind: 'correction', record, version: 1, changes: [{ field, from, to }] }, due);

/** The newest link of a kind in the mails to an address that name something. */
function link(to: string, kind: string, named: string): string {
  const mail = world.mails.findLast(
    (one) =>
      one.to === to &&
      `${one.subject}${one.text}`.includes(named) &&
      one.links.some((url) => url.includes(`/${kind}/`)),
  );
  const found = mail?.links.find((url) => url.includes(`/${kind}/`));
  if (!found) throw new Error(`${to} got no ${kind} link about ${named}.`);
  return found;
}

async function confirm(email: string, reference: string): Promise<void> {
  expect((await world.post(link(email, 'confirm', reference), { decision: 'confirm' })).status).toBe(303);
  await world.notify();
}

async function decide(reference: string, fields: Readonly<Record<string, string>>, due = 303): Promise<void> {
  tick();
  const url = link('manager@example.org', 'review', reference);
  const seen = inputValue(await world.get(url), 'seen');
  const answer = await world.post(url, { seen, ...fields });
  expect(answer.status, answer.body).toBe(due);
  await world.notify();
}

/** A consent that stands. @returns its receipt */
async function granted(record: string, email: string): Promise<string> {
  const reference = await consentTo(record, email);
  await confirm(email, reference);
  await decide(reference, { decision: 'approve' });
  await world.publish();
  const submission = await loadSubmission(world.table, asReference(reference));
  return (submission?.status === 'approved' && submission.decision.receipt) || '';
}

async function withdrawBy(receipt: string, email: string): Promise<void> {
  tick();
  expect((await world.post(link(email, 'confirm', receipt), { decision: 'withdraw' })).status).toBe(303);
}

async function table(): Promise<string> {
  return JSON.stringify(await world.dump());
}
async function published(id: string) {
  return (await bucketReader(world.files)(`v1/projects/${id}.json`)).json;
}

describe('a stranger who consents for an owner', () => {
  it('is shown to who decides, and leaves nothing when rejected', async () => {
    const before = await published('glacy-plus');
    const reference = await consentTo('glacy-plus', 'stranger@gmail.com');
    expect(world.mails.filter(({ to }) => to === 'manager@example.org')).toEqual([]);
    await confirm('stranger@gmail.com', reference);
    const page = await world.get(link('manager@example.org', 'review', reference));
    expect(page.body).toContain('stranger@gmail.com');
    await decide(reference, { decision: 'reject', reason: 'unverifiable' });
    await world.publish();
    expect(await published('glacy-plus')).toEqual(before);
    expect(await loadConsents(world.table, 'glacy-plus')).toEqual([]);
  });
});

describe('withdrawing what somebody else gave', () => {
  it('needs their mail: neither receipts nor other links are tokens, and strangers change nothing', async () => {
    const receipt = await granted('cybersouth', 'owner@owner.example');
    const other = await granted('cybereast', 'other@other.example');
    for (const guess of [receipt, receipt.toLowerCase(), '%00', 'RCP-0000-0000'])
      expect((await world.post(`/confirm/${guess}`, { decision: 'withdraw' })).status).toBe(404);
    const state = await table();
    const mine = link('other@other.example', 'confirm', other);
    for (const method of ['GET', 'HEAD'] as const)
      expect((await world.request(mine, { method })).status).toBe(200);
    expect((await world.get('/withdraw/cybersouth')).status).toBe(200);
    expect(await table()).toBe(state);
    const count = world.mails.length;
    await world.post('/withdraw/cybersouth', { decision: 'send', email: 'stranger@gmail.com' });
    await world.notify();
    expect(world.mails).toHaveLength(count);
    await world.post('/withdraw/cybersouth', { decision: 'send', email: 'owner@owner.example' });
    await world.notify();
    expect(world.mails.slice(count).map(({ to }) => to)).toEqual(['owner@owner.example']);
    await withdrawBy(other, 'other@other.example');
    expect((await world.post(mine, { decision: 'withdraw' })).status).toBe(200);
    expect(await loadConsents(world.table, 'cybersouth')).toMatchObject([{ receipt, status: 'given' }]);
  });

  it('works while another consent stands, which takes its place', async () => {
    const first = await granted('iproceeds-2', 'first@owner.example');
    const second = await granted('iproceeds-2', 'second@owner.example');
    await withdrawBy(second, 'second@owner.example');
    await world.publish();
    expect(await published('iproceeds-2')).toMatchObject({ publication: { consent: { receipt: first } } });
  });
});

describe('the forms used to mail a stranger text', () => {
  const text = 'Buy-this-now';
  const names = { name: text, organisation: text };

  it('carry none of it to an address that nobody confirmed', async () => {
    const email = 'victim@example.net';
    const contributor = { email, ...names, role: 'owner' };
    await send({
      kind: 'addition',
      proposal: { title: text, summary: text },
      comment: text,
      contributor,
      basis: { basis: 'public', sources: [`https://${text}.example/`] },
    });
    await send({
      kind: 'correction',
      record: 'glacy-plus',
      version: 1,
      comment: text,
      contributor,
      changes: [{ field: 'code', from: null, to: text }],
    });
    await send({
      kind: 'consent',
      record: 'glacy-plus',
      notice: notice.version,
      authority: true,
      comment: text,
      contributor,
    });
    await send({ kind: 'objection', record: 'glacy-plus', comment: text, contributor });
    const mails = world.mails.filter(({ to }) => to === email);
    expect(mails).toHaveLength(4);
    for (const mail of mails) expect(JSON.stringify(mail)).not.toContain(text);
  });

  it('take no line break where a header could begin', async () => {
    for (const email of [
      'a@example.org\r\nBcc: b@example.org',
      'a@example.org, b@example.org',
      '<a@example.org>',
    ])
      await send(
        {
          kind: 'consent',
          record: 'glacy-plus',
          notice: notice.version,
          authority: true,
          contributor: { email },
        },
        422,
      );
  });

  it('make one line of a title of two, and no header of it', async () => {
    const before = world.mails.length;
    await send({
      kind: 'addition',
      proposal: { title: 'A\r\nBcc: b@example.org' },
      basis: { basis: 'public', sources: ['https://a.example/'] },
    });
    const mails = world.mails.slice(before);
    expect(mails).not.toEqual([]);
    for (const { to, subject } of mails) {
      expect(subject).toContain('A Bcc: b@example.org');
      expect(to).not.toContain('b@example.org');
    }
  });
});

describe('what was withdrawn', () => {
  it('is not said again by a correction of an older version, sent before the release', async () => {
    const receipt = await granted('mixed', 'grantor@owner.example');
    const open = await correct('mixed', 'summary', 'A summary by consent', 'Another one');
    await withdrawBy(receipt, 'grantor@owner.example');
    const late = await correct('mixed', 'summary', 'A summary by consent', 'A third one');
    await world.publish();
    await world.notify();
    expect(await table()).not.toContain('A summary by consent');
    for (const reference of [open, late])
      expect(await loadSubmission(world.table, asReference(reference))).toMatchObject({ status: 'closed' });
    const url = link('manager@example.org', 'review', open);
    expect((await world.post(url, { decision: 'approve', seen: 'old' })).status).toBe(200);
    expect(await published('mixed')).toMatchObject({
      summary: null,
      publication: { consent: null, fields: {} },
    });
  });

  it('may be said otherwise before the release, and is known to be gone all the same', async () => {
    const receipt = await granted('refilled', 'holder@owner.example');
    await withdrawBy(receipt, 'holder@owner.example');
    const changes = [{ field: 'summary', from: null, to: 'From public sources' }];
    const reference = await send({ kind: 'correction', record: 'refilled', version: 3, changes });
    await decide(reference, { decision: 'approve' });
    await world.publish();
    await world.notify();
    expect(await published('refilled')).toMatchObject({ summary: 'From public sources' });
    expect(await table()).not.toContain('Another by consent');
    expect(await loadConsents(world.table, 'refilled')).toMatchObject([{ gone: expect.anything() }]);
  });

  it.each(['correction first', 'withdrawal first'])(
    'stays gone when somebody approves at the same moment, %s',
    async (order) => {
      const id = order === 'correction first' ? 'raced-one' : 'raced-two';
      const addition = await send({
        kind: 'addition',
        proposal: { title: `Raced ${id}` },
        basis: { basis: 'consent', notice: notice.version, authority: true },
        contributor: { email: `${id}@owner.example`, role: 'owner' },
      });
      await confirm(`${id}@owner.example`, addition);
      await decide(addition, { decision: 'approve', 'value[id]': id });
      await world.publish();
      const correction = await correct(id, 'code', null, 'RACED');
      const review = link('manager@example.org', 'review', correction);
      const seen = inputValue(await world.get(review), 'seen');
      const [consent] = await loadConsents(world.table, id);
      const steps = [
        () => world.post(review, { decision: 'approve', seen, 'change[code]': 'accept' }),
        () =>
          world.post(link(`${id}@owner.example`, 'confirm', consent?.receipt ?? ''), {
            decision: 'withdraw',
          }),
      ];
      if (order === 'withdrawal first') steps.reverse();
      const answers = await Promise.all(steps.map((one) => one()));
      for (const { status } of answers) expect([303, 409, 422]).toContain(status);
      await world.publish();
      expect(await published(id)).toEqual({
        id,
        withdrawn: expect.any(String),
        sequence: expect.any(Number),
      });
      expect(await table()).not.toContain(`Raced ${id}`);
      // Nor does its id come back, by whatever way.
      const contributor = { email: 'again@owner.example' };
      await correct(id, 'code', null, 'BACK', 410);
      await send({ kind: 'consent', record: id, notice: notice.version, authority: true, contributor }, 410);
      await send({ kind: 'objection', record: id, contributor }, 410);
      expect(await world.seed()).toBe(false);
      expect((await world.get(`/projects/${id}`)).status).toBe(410);
    },
  );
});

describe('what has no basis', () => {
  it('shows on no page, in no answer and in no mail', async () => {
    const places = ['projects', 'correct', 'consent', 'object', 'withdraw'];
    const pages = [...places.map((place) => `/${place}/unpublished`), '/correct/unpublished?version=1'];
    const answers = await Promise.all([...pages, '/?q=nobody'].map((url) => world.get(url)));
    const consent = { notice: notice.version, email: 'curious@gmail.com', step: 'check', authority: 'yes' };
    answers.push(await world.post('/consent/unpublished', consent));
    answers.push(await world.post('/consent/unpublished', { ...consent, authority: '' }));
    answers.push(await world.post('/correct/unpublished', { version: '1', title: 'Other' }));
    for (const { body } of answers) expect(body).not.toContain(hidden);
    await correct('unpublished', 'title', hidden, 'Another', 404);
    const contributor = { email: 'curious@gmail.com' };
    await send({ kind: 'objection', record: 'unpublished', contributor }, 404);
    await consentTo('unpublished', 'curious@gmail.com');
    for (const mail of world.mails) expect(JSON.stringify(mail)).not.toContain(hidden);
  });

  it('is in no file, neither a record nor a field of one', async () => {
    expect(await published('half')).toMatchObject({ summary: null });
    for (const path of await world.paths())
      expect([path, (await world.files.read(path))?.body.includes(hidden)]).toEqual([path, false]);
  });
});

describe('the page of a submission', () => {
  it('opens with its own secret only', async () => {
    const sent = await Promise.all(
      ['One', 'Two'].map((comment) =>
        world.postJson('/api/submissions', {
          ...{ kind: 'correction', record: 'glacy-plus', version: 1, comment },
          changes: [{ field: 'code', from: null, to: comment }],
        }),
      ),
    );
    const [one, two] = sent.map(({ headers }) => new URL(headers['location'] ?? ''));
    for (const place of ['', '/api'])
      expect((await world.get(`${place}${one?.pathname}${two?.search}`)).status).toBe(404);
    expect((await world.get(`${one?.pathname}${one?.search}`)).status).toBe(200);
  });
});

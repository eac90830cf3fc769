import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asReceipt } from '../../lambdas/domain/names.ts';
import { noticeInForce } from '../../lambdas/i18n/notices.ts';
import { loadConsent, loadConsents } from '../../lambdas/storage/consents.ts';
import { contributing } from '../support/contributing.ts';
import { inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let by: ReturnType<typeof contributing>;
beforeAll(async () => {
  world = await startWorld();
  by = contributing(world);
  await world.seed();
  await world.publish();
});
afterAll(() => world.stop());

const notice = noticeInForce('en', {
  portal: '',
  mailbox: '',
  licence: '',
  contactMonths: 12,
  accuracyMonths: 12,
  controller: '',
  url: '',
}).version;

describe('a consent', () => {
  it('is added to a public basis, which stays', async () => {
    await by.consentTo('glacy-plus', 'grantor@coe.int');
    const record = await by.json('v1/projects/glacy-plus.json');
    expect(record.publication).toMatchObject({
      basis: 'public',
      consent: {
        role: 'implementer',
        organisation: 'Council of Europe',
        receipt: expect.stringMatching(/^RCP-/),
      },
    });
    expect(record.publication.sources).not.toEqual([]);
    const changes = await by.json('v1/changes/2.json');
    expect(changes.operations).toMatchObject([{ op: 'replace', id: 'glacy-plus', fields: ['publication'] }]);
    expect(JSON.stringify(await world.dump())).toContain('grantor@coe.int');
    expect((await world.files.read('v1/inventory.json'))?.body).not.toContain('grantor@coe.int');
  });

  it('comes with a receipt that says word for word what was agreed to', async () => {
    const mail = by.mailTo('grantor@coe.int', /receipt/);
    const page = await world.get(by.linkIn(mail, 'confirm'));
    for (const text of [mail.text, page.body]) {
      expect(text).toContain('cannot call back copies');
      expect(text).toContain('Council of Europe');
    }
  });

  it('withdrawn, leaves what is public anyway, and names nobody any more', async () => {
    const link = by.linkIn(by.mailTo('grantor@coe.int', /receipt/), 'confirm');
    expect((await world.post(link, {})).status).toBe(422);
    expect((await world.post(link, { decision: 'withdraw' })).status).toBe(303);
    await world.publish();
    await world.notify();
    const record = await by.json('v1/projects/glacy-plus.json');
    expect(record.publication).toMatchObject({ basis: 'public', consent: null });
    expect(record.title).toContain('GLACY');
    expect((await world.get(link)).body).toContain('You withdrew this consent');
    expect(by.mailTo('manager@example.org', /consent withdrawn/).text).toContain('nothing for you to decide');
    expect((await world.post(link, { decision: 'withdraw' })).status).toBe(200);
  });

  it('needs a tick, an address, and the notice in force', async () => {
    const bare = await world.post('/consent/glacy-plus', { notice, email: 'a@example.org' });
    expect(bare.status).toBe(422);
    expect(bare.body).toContain(world.rule('authority-missing'));
    const nobody = await world.post('/consent/glacy-plus', { notice, authority: 'yes' });
    expect(nobody.status).toBe(422);
    expect(nobody.body).toContain(world.rule('address-needed'));
    const old = await world.postJson('/api/submissions', {
      kind: 'consent',
      record: 'glacy-plus',
      notice: '2020-01',
      authority: true,
      contributor: { email: 'a@example.org' },
    });
    expect(old.status).toBe(422);
    expect(old.body).toContain('Read /privacy, then send the version that it shows.');
  });
});

describe('an addition by consent', () => {
  const secret = 'Project Unmentionable';
  const words = 'Words that only its owner may publish.';

  it('is published with the consent that came with it', async () => {
    const answer = await world.postJson('/api/submissions', {
      kind: 'addition',
      proposal: {
        title: secret,
        summary: words,
        objectives: ['An objective of its owner'],
        startDate: '2024',
      },
      basis: { basis: 'consent', notice, authority: true },
      contributor: { email: 'owner@owner.example', organisation: 'The Owner', role: 'owner' },
    });
    expect(answer.status, answer.body).toBe(201);
    await world.notify();
    expect(by.mailTo('owner@owner.example', /confirm/).text).not.toContain(secret);
    await by.confirm('owner@owner.example');
    await by.decide({ decision: 'approve', 'value[id]': 'unmentionable' });
    const record = await by.json('v1/projects/unmentionable.json');
    expect(record).toMatchObject({
      title: secret,
      version: 1,
      publication: { basis: 'consent', sources: [], consent: { organisation: 'The Owner' } },
    });
    expect((await world.get('/projects/unmentionable')).status).toBe(200);
    expect((await world.get('/?q=unmentionable')).body).toContain('/projects/unmentionable');
  });

  it('withdrawn, is nowhere any more but in mails that are out', async () => {
    const open = await world.postJson('/api/submissions', {
      kind: 'correction',
      record: 'unmentionable',
      version: 1,
      changes: [{ field: 'startDate', from: '2024', to: '2023' }],
      comment: words,
      contributor: { email: 'waiting@example.org' },
    });
    expect(open.status, open.body).toBe(201);
    await by.confirm('waiting@example.org');
    const before = (await by.json('v1/index.json')).sequence;
    const link = by.linkIn(by.mailTo('owner@owner.example', /receipt/), 'confirm');
    expect((await world.post(link, { decision: 'withdraw' })).status).toBe(303);
    await world.publish();
    await world.notify();
    const index = await by.json('v1/index.json');
    expect(index).toMatchObject({ sequence: before + 1, withdrawnCount: 1 });
    expect(await by.json('v1/projects/unmentionable.json')).toEqual({
      id: 'unmentionable',
      withdrawn: expect.any(String),
      sequence: before + 1,
    });
    const table = JSON.stringify(await world.dump());
    for (const text of [secret, words, 'An objective of its owner', 'Unmentionable']) {
      expect(table).not.toContain(text);
      for (const path of await world.paths())
        expect([path, (await world.files.read(path))?.body]).not.toEqual([
          path,
          expect.stringContaining(text),
        ]);
    }
    expect((await world.get('/?q=unmentionable')).body).not.toContain('/projects/unmentionable');
    for (const route of ['projects', 'correct', 'consent', 'object', 'withdraw']) {
      const gone = await world.get(`/${route}/unmentionable`);
      expect([route, gone.status, gone.headers['x-robots-tag']]).toEqual([route, 410, 'noindex']);
    }
    expect(by.mailTo('owner@owner.example', /gone/).text).toContain(`release ${before + 1}`);
    expect(by.mailTo('waiting@example.org', /closed/).text).not.toContain(secret);
    const [consent] = await loadConsents(world.table, 'unmentionable');
    expect(consent).toMatchObject({ status: 'withdrawn', gone: { sequence: before + 1 } });
    await by.check();
  });

  it('is not brought back: neither by an addition of its id, nor by a correction', async () => {
    const answer = await world.postJson('/api/submissions', {
      kind: 'correction',
      record: 'unmentionable',
      version: 1,
      changes: [{ field: 'startDate', from: '2024', to: '2023' }],
    });
    expect(answer.status).toBe(410);
    expect(JSON.parse(answer.body).title).toBe('Gone');
    expect(JSON.parse(answer.body).errors[0].detail).toBe(world.rule('record-withdrawn'));
    const addition = await world.postJson('/api/submissions', {
      kind: 'addition',
      proposal: { title: 'Another one' },
      basis: { basis: 'public', sources: ['https://example.org/'] },
    });
    expect(addition.status, addition.body).toBe(201);
    await world.notify();
    const link = by.linkIn(by.mailTo('manager@example.org', /new project/), 'review');
    const seen = inputValue(await world.get(link), 'seen');
    const taken = await world.post(link, { seen, decision: 'approve', 'value[id]': 'unmentionable' });
    expect(taken.status).toBe(422);
    expect(taken.body).toContain(world.rule('id-taken'));
    expect((await world.post(link, { seen, decision: 'approve', 'value[id]': 'another-one' })).status).toBe(
      303,
    );
    await world.publish();
    expect(await by.json('v1/projects/another-one.json')).toMatchObject({ publication: { basis: 'public' } });
  });
});

describe('a link to withdraw', () => {
  it('goes to the address that consented, and to no other, and the page says the same', async () => {
    await by.consentTo('cybersouth', 'again@coe.int');
    const count = world.mails.length;
    const stranger = await world.post('/withdraw/cybersouth', { decision: 'send', email: 'x@example.org' });
    await world.notify();
    expect(world.mails).toHaveLength(count);
    const grantor = await world.post('/withdraw/cybersouth', { decision: 'send', email: 'Again@coe.int' });
    expect(grantor.body).toBe(stranger.body);
    await world.notify();
    const link = by.linkIn(by.mailTo('again@coe.int', /withdraw your consent/), 'confirm');
    expect((await world.post(link, { decision: 'withdraw' })).status).toBe(303);
    const [consent] = await loadConsents(world.table, 'cybersouth');
    expect(await loadConsent(world.table, asReceipt(consent?.receipt ?? ''))).toMatchObject({
      status: 'withdrawn',
    });
    await world.publish();
  });

  it('is not sent without a choice', async () => {
    const answer = await world.post('/withdraw/cybersouth', { email: 'again@coe.int' });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain(world.rule('decision-missing'));
  });
});

describe('an objection', () => {
  async function object(record: string, email: string, fields: readonly string[] = []) {
    const answer = await world.postJson('/api/submissions', {
      kind: 'objection',
      record,
      fields,
      comment: 'This must not be public.',
      contributor: { email },
    });
    expect(answer.status, answer.body).toBe(201);
    await by.confirm(email);
    await world.publish();
  }

  it('from the domain of an implementer holds the record at once, until it is rejected', async () => {
    const was = await by.json('v1/projects/cybereast.json');
    await object('cybereast', 'somebody@coe.int');
    const sequence = (await by.json('v1/index.json')).sequence;
    expect(await by.json('v1/projects/cybereast.json')).toEqual({
      id: 'cybereast',
      held: expect.any(String),
      sequence,
    });
    expect((await by.json('v1/inventory.json')).records.map(({ id }: { id: string }) => id)).not.toContain(
      'cybereast',
    );
    expect((await world.get('/projects/cybereast')).status).toBe(404);
    expect((await world.get('/projects/cybereast')).body).toContain('on hold');
    expect(by.mailTo('deputy@example.org', /urgent/).text).toContain('must not be public');
    await by.decide({ decision: 'reject', reason: 'incorrect' });
    const again = await by.json('v1/projects/cybereast.json');
    expect(again).toEqual(was);
    await by.check();
  });

  it('from anywhere else holds nothing', async () => {
    await object('cybereast', 'somebody@gmail.com');
    expect(await by.json('v1/projects/cybereast.json')).toMatchObject({
      id: 'cybereast',
      title: expect.any(String),
    });
    await by.decide({ decision: 'reject', reason: 'other' });
  });

  it('approved, removes a field for good, from everything older, too', async () => {
    const { summary } = await by.json('v1/projects/iproceeds-2.json');
    await object('iproceeds-2', 'somebody@example.org', ['summary']);
    await by.decide({ decision: 'approve' });
    expect(await by.json('v1/projects/iproceeds-2.json')).toMatchObject({ id: 'iproceeds-2', summary: null });
    expect(JSON.stringify(await world.dump())).not.toContain(summary);
    for (const path of await world.paths())
      expect([path, (await world.files.read(path))?.body.includes(summary)]).toEqual([path, false]);
    await by.check();
  });

  it('approved, removes the record for good, and ends its consents', async () => {
    await by.consentTo('endocsea-europe', 'grantor2@coe.int');
    await object('endocsea-europe', 'somebody@example.org');
    await by.decide({ decision: 'approve' });
    expect(await by.json('v1/projects/endocsea-europe.json')).toMatchObject({
      withdrawn: expect.any(String),
    });
    const [consent] = await loadConsents(world.table, 'endocsea-europe');
    expect(consent).toMatchObject({ status: 'revoked' });
    expect((await world.get('/projects/endocsea-europe')).status).toBe(410);
    await by.check();
  });
});

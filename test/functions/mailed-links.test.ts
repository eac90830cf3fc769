import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { settings } from '../../lambdas/config/settings.ts';
import { contributing } from '../support/contributing.ts';
import { filled, sendForm } from '../support/correction-form.ts';
import { type Answer, inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

/** Mailed links as mail programs leave them: what can be mended opens the page, what cannot offers a fresh link. */
let world: World;
let people: ReturnType<typeof contributing>;
beforeAll(async () => {
  world = await startWorld({
    settings: { limits: { ...settings.limits, mailsPerAddress: 4, linksPerAddress: 4 } },
  });
  await world.seed();
  await world.publish();
  people = contributing(world);
});
afterAll(() => world.stop());

/** What mail programs and sentences put behind a link, into it and in front of it. */
const behind = [
  '.',
  ')',
  '/',
  '>',
  ']',
  ',',
  ';',
  '"',
  '%20',
  '%3E',
  '%29',
  '%3D',
  '%3d%0d%0a',
  '=',
  '//',
  '%C2%A0',
  '%E2%80%8B',
  '…',
  '&data=05&sdata=x%3D&reserved=0',
  '%2F.',
  '%253E',
  '_',
  '?utm_source=mail&fbclid=x',
  '?data=a&sdata=b&reserved=0',
  ...[':', '!', '?', '}', '*', '**', '&', '#', "'", '»', '”', '’', '|', '\\', '^', '`', '~', '$', '@', '+'],
  ...['。', '，', '）', '」', '؟', '。%0A', '%EF%BC%89', '%e3%80%82', '%E2%80%9D', '%c2%bb'],
  ...['%2E', '%2F', '%2f%2e', '%252E', '%25252E', '%00', '%0A', '%0d%0a', '%0D%0A--', '%09', '%20%20'],
  ...['=20', '=3D', '=0D=0A', '=%0A', '&gt;', '&quot;', '&nbsp;', '%26gt%3B', '%E2%80%AF', '%EF%BB%BF'],
  ...[
    '?utm_source=a&utm_medium=b&mc_cid=c&mc_eid=d&gclid=e',
    '/?_hsenc=a&_hsmi=b',
    '?__s=abc',
    '?d=a&c=b&m=c',
  ],
  ...['&d=DwMFaQ&c=x&r=y&m=z&s=w&e=', '__;!!AbC!dEf$', '%3Fu%3Dx', '?a=https%3A%2F%2Fx&c=E,1,x&typo=1'],
];
const inside = [
  ...[
    '%0D%0A%20',
    '=%0A',
    '%250A',
    '%2520',
    '%E2%81%A0',
    '%EF%BB%BF',
    '=0D=0A',
    '%09',
    '%20%20',
    '-%0A'.slice(1),
  ],
  ...['=%0D%0A', '%3D%0D%0A', '=0A', '%20', '%0A', '%E2%80%8B', '=', '%C2%AD'],
];
const before = [
  ...['%E2%80%9C', '«', '“', '*', '%20', '%0A', '%2F', '[', '{', "'", '%3D', '=%0A', '&lt;'],
  ...['%3C', '<', '%22', '=3D', '(', '/'],
];

function mangled(token: string): readonly string[] {
  const [head, tail] = [token.slice(0, 17), token.slice(17)];
  return [
    ...behind.map((one) => token + one),
    ...inside.map((one) => head + one + tail),
    ...before.map((one) => one + token),
    ...before.map((one) => `${one}${token}.`),
  ];
}

function tokenOf(link: string): string {
  return /\/(?:confirm|review)\/([\w-]+)/.exec(link)?.[1] ?? /[?&]t=([\w-]+)/.exec(link)?.[1] ?? '';
}

/** A page without what is different each time it is asked for. */
const pageOf = ({ status, body }: Answer) => ({ status, body });

describe('the link that confirms an address', () => {
  it('opens the same page however it was mangled, and the form on it works', async () => {
    const links: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      await sendForm(world, filled({ email: `c${index}@example.org` }));
      await world.notify();
      links.push(people.linkIn(people.mailTo(`c${index}@example.org`, /confirm/), 'confirm'));
    }
    const [first = '', second = '', third = ''] = links.map(tokenOf);
    const expected = pageOf(await world.get(`/confirm/${first}`));
    expect(expected.status).toBe(200);
    for (const one of mangled(first))
      expect(pageOf(await world.get(`/confirm/${one}`)), one).toEqual(expected);
    for (const path of [`${second}%3E%0D%0A`, `${third.slice(0, 9)}=%0D%0A${third.slice(9)}/.`]) {
      const answer = await world.post(`/confirm/${path}`, { decision: 'confirm' });
      expect(answer.status).toBe(303);
      expect(answer.headers['location']).toMatch(/^\/confirm\/[\w-]{43}$/);
      expect((await world.get(answer.headers['location'] ?? '')).status).toBe(200);
    }
  });
});

describe('the link to decide', () => {
  it('opens the same page, and decides', async () => {
    const { reference } = await sendForm(world, filled());
    await world.notify();
    const mail = people.mailTo('manager@example.org', new RegExp(reference));
    const token = tokenOf(people.linkIn(mail, 'review'));
    const expected = pageOf(await world.get(`/review/${token}`));
    expect(expected.body).toContain('name="seen"');
    for (const one of mangled(token))
      expect(pageOf(await world.get(`/review/${one}`)), one).toEqual(expected);
    const seen = inputValue(await world.get(`/review/${token}.`), 'seen');
    const decided = await world.post(`/review/${token})`, { seen, decision: 'reject', reason: 'other' });
    expect(decided.status).toBe(303);
    expect(decided.headers['location']).toBe(`/review/${token}`);
  });
});

describe('the link to the status', () => {
  it('opens the same page, whatever became of reference and secret', async () => {
    const { statusUrl, reference } = await sendForm(world, filled());
    const t = tokenOf(statusUrl);
    const expected = pageOf(await world.get(statusUrl));
    expect(expected.status).toBe(200);
    const [, rest = ''] = reference.split(/^COR-/);
    const addresses = [
      ...mangled(t).map((one) => `${reference}?t=${one}`),
      ...[
        `${reference.toLowerCase()}?t=${t}`,
        `${reference}.?t=${t}`,
        `${reference}/?t=${t}`,
        `${reference}...?t=${t}`,
      ],
      ...[
        `%3C${reference}%3E?t=${t}`,
        `${reference}%20?t=${t}`,
        `COR%20${rest}?t=${t}`,
        `${reference}=?t=${t}`,
      ],
      ...[
        `${reference}?t=3D${t}`,
        `${reference}?t=${t}&t=${t}`,
        `${reference}?t=x&t=${t}`,
        `${reference}?lang=en&amp;t=${t}`,
      ],
      ...[`${reference}%3Ft%3D${t}`, `${reference}%3Ft=${t}`, `${reference}?T=${t}`, `${reference}?t%3D${t}`],
      ...[
        `${reference}?t=${t}&data=05%7C02&sdata=abc%3D&reserved=0`,
        `${reference}?utm_campaign=a&t=${t}&fbclid=b&mc_cid=c`,
      ],
    ];
    for (const one of addresses)
      expect(pageOf(await world.get(`/submissions/${one}`)), one).toEqual(expected);
    const told = await world.get(`/api/submissions/${reference}?t=3D${t}.`);
    expect(JSON.parse(told.body).reference).toBe(reference);
  });
});

describe('the link that withdraws', () => {
  it('opens the same page', async () => {
    await people.consentTo('cybersouth', 'owner@coe.int');
    const token = tokenOf(people.linkIn(people.mailTo('owner@coe.int', /RCP/), 'confirm'));
    const expected = pageOf(await world.get(`/confirm/${token}`));
    expect(expected.status).toBe(200);
    for (const one of mangled(token))
      expect(pageOf(await world.get(`/confirm/${one}`)), one).toEqual(expected);
  });
});

describe('the address of a record’s page, as receipts and mails name it', () => {
  test.each(['projects', 'correct', 'consent', 'object', 'withdraw'])('/%s', async (page) => {
    const expected = await world.get(`/${page}/cybersouth`);
    expect(expected.status).toBe(200);
    for (const left of [
      'cybersouth.',
      'cybersouth)',
      'cybersouth/',
      'cybersouth/.',
      '%3Ccybersouth%3E',
      'cyber=%0D%0Asouth',
    ]) {
      const answer = await world.get(`/${page}/${left}`);
      expect(answer.status, left).toBe(303);
      expect(answer.headers['location']).toBe(`/${page}/cybersouth`);
    }
    expect((await world.get(`/${page}/nothing.`)).headers['location']).toBe(`/${page}/nothing`);
    expect((await world.get(`/${page}/...`)).status).toBe(404);
  });
});

describe('whatever opens links before their reader', () => {
  it('changes nothing with GET or HEAD, however they are mangled', async () => {
    const { statusUrl, reference } = await sendForm(world, filled({ email: 'scanned@example.org' }));
    await world.notify();
    const [t, confirm] = [
      tokenOf(statusUrl),
      tokenOf(people.linkIn(people.mailTo('scanned@example.org', /confirm/), 'confirm')),
    ];
    await people.confirm('scanned@example.org');
    const review = tokenOf(
      people.linkIn(people.mailTo('manager@example.org', new RegExp(reference)), 'review'),
    );
    const before = await world.dump();
    const count = world.mails.length;
    for (const one of [
      '',
      '.',
      ')',
      '%20',
      '/.',
      '%3D%0D%0A',
      '?decision=cancel&step=send',
      '?decision=approve',
    ]) {
      for (const path of [
        `/confirm/${confirm}${one}`,
        `/review/${review}${one}`,
        `/submissions/${reference}?t=${t}${one.replace('?', '&')}`,
        `/withdraw/cybersouth${one}`,
        `/confirm/${one}`,
        `/review/${one}`,
      ])
        for (const method of ['GET', 'HEAD'] as const) await world.request(path, { method });
    }
    await world.notify();
    expect(await world.dump()).toEqual(before);
    expect(world.mails).toHaveLength(count);
  });
});

describe('a link that nobody can mend', () => {
  const cut = '/confirm/aB3_x-9Zk0';
  const mailsTo = (address: string) => world.mails.filter(({ to }) => to === address);

  test.each([
    ...[
      cut,
      '/review/aB3_x-9Zk0',
      '/submissions/COR-7F3K-9Q2M?t=x',
      '/submissions/nothing',
      '/submissions/COR-7F3K-9Q2M',
    ],
    ...[
      '/confirm',
      '/confirm/',
      '/review',
      '/review/',
      '/submissions',
      '/submissions/',
      `/confirm/${'A'.repeat(43)}`,
    ],
  ])('%s offers to mail a fresh one', async (path) => {
    const page = await world.get(path);
    expect(page.status).toBe(404);
    expect(page.body).toContain('type="email"');
    expect(page.body).toContain('name="decision" value="send"');
    expect(page.body).not.toContain('checked');
  });

  test.each([cut, '/review/aB3_x-9Zk0', '/submissions/COR-7F3K-9Q2M?t=x', '/confirm', '/review'])(
    '%s says the same to everyone, and mails only who is known',
    async (path) => {
      const email = `known${path.length}@example.org`;
      const { reference } = await sendForm(world, filled({ email }));
      await world.notify();
      const count = world.mails.length;
      const ask = (fields: Record<string, string>) => world.post(path, { decision: 'send', ...fields });
      const stranger = await ask({ email: 'stranger@example.org', reference });
      await world.notify();
      expect(world.mails).toHaveLength(count);
      const known = await ask({ email: email.toUpperCase(), reference: reference.toLowerCase() });
      expect(pageOf(known)).toEqual(pageOf(stranger));
      expect(known.status).toBe(200);
      await world.notify();
      expect(world.mails).toHaveLength(count + 1);
      await people.confirm(email);
    },
  );

  it('of somebody whose address is confirmed leads to the page of the status', async () => {
    const email = 'confirmed@example.org';
    const { reference } = await sendForm(world, filled({ email }));
    await people.confirm(email);
    expect((await world.post(cut, { decision: 'send', reference, email: '' })).status).toBe(200);
    await world.notify();
    const mail = mailsTo(email).at(-1);
    expect(mail?.subject).toContain(reference);
    expect((await world.get(people.linkIn(mail as never, 'submissions'))).body).toContain(reference);
  });

  it('of somebody who decides leads to what waits, by its name or the longest', async () => {
    const { reference } = await sendForm(world, filled());
    await world.notify();
    const manager = 'manager@example.org';
    for (const named of [reference, '']) {
      const count = mailsTo(manager).length;
      const answer = await world.post('/review/aB3_x', {
        decision: 'send',
        email: manager,
        reference: named,
      });
      expect(answer.status).toBe(200);
      await world.notify();
      const fresh = mailsTo(manager).slice(count);
      expect(fresh.length).toBeGreaterThan(0);
      for (const mail of fresh) expect((await world.get(people.linkIn(mail, 'review'))).status).toBe(200);
    }
  });

  it('of somebody who consented is the link that withdraws', async () => {
    const email = 'second@coe.int';
    await people.consentTo('cybereast', email);
    const receipt = /RCP-\w{4}-\w{4}/.exec(people.mailTo(email, /RCP/).subject)?.[0] ?? '';
    await world.post(cut, { decision: 'send', email, reference: receipt });
    await world.notify();
    expect((await world.get(people.linkIn(mailsTo(email).at(-1) as never, 'confirm'))).body).toContain(
      'withdraw',
    );
  });

  test.each([
    [{ email: 'nobody' }, 'not-an-address'],
    [{ reference: 'yesterday' }, 'not-a-reference'],
    [{}, 'missing-field'],
  ] as const)('what cannot be read comes back: %j', async (fields, rule) => {
    const page = await world.post(cut, { decision: 'send', ...fields });
    expect(page.status).toBe(422);
    expect(page.body).toContain(world.rule(rule));
  });

  it('answers nothing, whatever else is answered by it', async () => {
    for (const decision of ['confirm', 'approve', 'cancel', '']) {
      expect((await world.post(cut, { decision, email: 'a@example.org' })).status).toBe(404);
    }
  });

  it('mails one address so often only, and says the same all along', async () => {
    const email = 'often@example.org';
    const { reference } = await sendForm(world, filled({ email }));
    await people.confirm(email);
    const before = mailsTo(email).length;
    const answers = new Set<string>();
    for (let index = 0; index < 6; index += 1) {
      answers.add(JSON.stringify(pageOf(await world.post(cut, { decision: 'send', email, reference }))));
      await world.notify();
    }
    expect(answers.size).toBe(1);
    expect(mailsTo(email).length - before).toBe(4);
    // What the person sends has a budget of its own.
    await sendForm(world, filled({ email }));
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contributing } from '../support/contributing.ts';
import type { Mail } from '../support/mail.ts';
import { reviewing } from '../support/reviewing.ts';
import { startWorld, type World } from '../support/world.ts';

const manager = 'manager@example.org';

let world: World;
let people: ReturnType<typeof contributing>;
let steps: ReturnType<typeof reviewing>;
let count = 0;
/** An address of its own for each test. */
let ada: string;

beforeAll(async () => {
  world = await startWorld();
  await world.seed();
  await world.publish();
  people = contributing(world);
  steps = reviewing(world);
});
afterAll(() => world.stop());
beforeEach(() => {
  count += 1;
  ada = `ada-${count}@example.org`;
});

async function correction(
  changes: Readonly<Record<string, unknown>>,
  record = 'cybercrime-octopus',
  more = {},
) {
  const now = await steps.contentNow(record);
  return people.send(
    {
      kind: 'correction',
      record,
      version: now['version'],
      changes: Object.entries(changes).map(([field, to]) => ({ field, from: now[field], to })),
      contributor: { email: ada, name: 'Ada' },
      ...more,
    },
    ada,
  );
}

const mailsTo = (address: string, about: string) =>
  world.mails.filter(({ to, subject }) => to === address && subject.includes(about));
const reviewLink = (reference: string) => people.linkIn(mailsTo(manager, reference).at(-1) as Mail, 'review');
const statusPage = async (mail: Mail) =>
  world.get(mail.links.find((one) => one.includes('/submissions/')) ?? '');

/** The page by which whoever sent something sees to it. */
async function ownLink(reference: string): Promise<string> {
  const { body } = await statusPage(mailsTo(ada, reference).at(-1) as Mail);
  return /href="(\/confirm\/[^"]*)"/.exec(body)?.[1] ?? '';
}

describe('a question', () => {
  it('is said to be asked, reaches the sender, and its answer the manager, in one thread', async () => {
    const reference = await correction({ endDate: '2016' });
    const link = reviewLink(reference);
    const asked = await steps.decide(link, { decision: 'ask', note: 'Which page says so?' });
    expect(asked.status).toBe(303);
    const page = await world.get(asked.headers['location'] ?? '');
    expect(page.body).toContain('The question was sent to the contributor on 23 November 2026');
    expect(page.body).toContain('Which page says so?');
    expect(page.body).not.toContain('value="ask"');
    await world.notify();
    const own = await ownLink(reference);
    expect((await world.get(own)).body).toContain('<h1>The portal manager asks you something</h1>');
    const answer = { decision: 'answer', answer: 'The third one.\nRead and decide: https://evil.example/' };
    const answered = await world.post(own, answer);
    expect(answered.status).toBe(303);
    const landed = await world.get(answered.headers['location'] ?? '');
    expect(landed.body).toContain('<h1>Thank you, your answer was sent</h1>');
    expect(landed.body).toContain('The portal manager gets your answer by mail, and decides with it.');
    expect(landed.body).toContain('The third one.');
    // A second click.
    expect((await world.post(own, answer)).status).toBe(303);
    await world.notify();
    const [first, second, ...more] = mailsTo(manager, reference);
    expect(more).toEqual([]);
    expect(second?.subject).toBe(`Re: [${reference}] Cybercrime@Octopus: the answer to your question`);
    expect(second?.text).not.toBe(first?.text);
    expect(second?.text).toContain(
      'You asked:\n> Which page says so?\nThe answer:\n> The third one.\n> Read and',
    );
    expect(second?.text.indexOf('/review/')).toBeLessThan(second?.text.indexOf('evil.example') ?? 0);
    const threads = new Set(
      world.mails
        .filter(({ subject }) => subject.includes(reference))
        .flatMap(({ thread }) => [thread.references, thread.inReplyTo]),
    );
    expect([...threads]).toEqual([expect.stringMatching(new RegExp(`^<${reference}@`))]);
    const { body } = await world.get(reviewLink(reference));
    expect(body).toContain('The third one.');
    expect(body).toContain('value="ask"');
  });

  it('that is asked by a double click is asked once; another one waits', async () => {
    const reference = await correction({ endDate: '2016' });
    const link = reviewLink(reference);
    const fields = steps.submitted(await world.get(link), { decision: 'ask', note: 'Which page?' });
    expect((await world.post(link, fields)).status).toBe(303);
    expect((await world.post(link, fields)).status).toBe(303);
    const other = await steps.decide(link, { decision: 'ask', note: 'Which day?' });
    expect(other.status).toBe(422);
    expect(other.body).toContain(world.rule('already-asked'));
    await world.notify();
    expect(mailsTo(ada, reference).filter(({ subject }) => subject.includes('question'))).toHaveLength(1);
  });

  it('to a bundle hangs on the thread of all of it', async () => {
    const documents = ['cybereast', 'cybersouth'].map((record) => ({
      kind: 'correction',
      record,
      version: 1,
      changes: [{ field: 'context', from: null, to: `Of ${record}` }],
      contributor: { email: ada },
    }));
    const answer = await world.postJson('/api/submissions', documents);
    const { reference, submissions } = JSON.parse(answer.body);
    await people.confirm(ada);
    const other = submissions[1].reference;
    await steps.decide(`${reviewLink(reference)}?of=${other}`, { decision: 'ask', note: 'Which page?' });
    await world.notify();
    const question = mailsTo(ada, other).at(-1) as Mail;
    expect(question.thread.references).toMatch(new RegExp(`^<${reference}@`));
    const { body } = await statusPage(question);
    const own =
      /href="(\/confirm\/[^"]*of=[^"]*)"/.exec(body)?.[1] ?? /href="(\/confirm\/[^"]*)"/.exec(body)?.[1];
    await world.post(own ?? '', { decision: 'answer', answer: 'The third.' });
    await world.notify();
    const answered = mailsTo(manager, reference).at(-1) as Mail;
    expect(answered.subject).toMatch(/^Re: .*the answer to your question$/);
    expect(answered.text).toContain('> The third.');
  });
});

describe('each step says what happened', () => {
  it('taken back, by the link of the confirmation and by that of the status', async () => {
    await world.postJson('/api/submissions', {
      kind: 'correction',
      record: 'cyber4dev',
      version: 1,
      changes: [{ field: 'context', from: null, to: 'Else.' }],
      contributor: { email: ada },
    });
    await world.notify();
    const link = people.linkIn(people.mailTo(ada, /confirm/), 'confirm');
    await world.post(link, { decision: 'cancel' });
    expect((await world.get(link)).body).toContain('<h1>It is taken back</h1>');
  });

  it('confirmed', async () => {
    await correction({ endDate: '2019' });
    const link = people.linkIn(people.mailTo(ada, /confirm/), 'confirm');
    const { body } = await world.get(link);
    expect(body).toContain('<h1>Thank you, your address is confirmed</h1>');
    expect(body).toContain('The portal manager compares your correction with its sources and decides.');
  });
});

describe('the outcome', () => {
  async function outcomeOf(reference: string, fields: Readonly<Record<string, string>>): Promise<Mail> {
    const answer = await steps.decide(reviewLink(reference), fields);
    expect(answer.status, answer.body).toBe(303);
    await world.publish();
    await world.notify();
    return mailsTo(ada, reference).at(-1) as Mail;
  }

  it('quotes what was sent and what was published, edited or not, and links it', async () => {
    const reference = await correction({ startDate: '2014-02-01', endDate: '2016-12-31', summary: 'Sent.' });
    const mail = await outcomeOf(reference, {
      decision: 'approve',
      'change[endDate]': 'edit',
      'value[endDate]': '2017',
      'change[summary]': 'decline',
    });
    expect(mail.text).toContain(
      'Start date\nYou sent:\n> 1 February 2014\nPublished:\n> 1 February 2014\nAccepted\n',
    );
    expect(mail.text).toContain(
      'End date\nYou sent:\n> 31 December 2016\nPublished:\n> 2017\nAccepted with an edit',
    );
    expect(mail.text).toMatch(/Summary\nYou sent:\n> Sent\.\nThe inventory says:\n> (?!Sent)/);
    expect(mail.links).toContain('https://corrections.example.org/projects/cybercrime-octopus');
    const { body } = await statusPage(mail);
    expect(body).toMatch(/Accepted with an edit.*Published.*2017/s);
  });

  it('says of a duplicate which value is there, and where', async () => {
    const first = await correction({ endDate: '2031' });
    const second = await correction({ endDate: '2031' }, 'cybercrime-octopus', { comment: 'Once more.' });
    await outcomeOf(first, { decision: 'approve' });
    const mail = await outcomeOf(second, { decision: 'approve' });
    expect(mail.text).toContain(
      'End date\nYou sent:\n> 2031\nThe inventory says:\n> 2031\nThe inventory already said this',
    );
    expect(mail.links).toContain('https://corrections.example.org/projects/cybercrime-octopus');
    const third = await correction({ endDate: '2032' });
    const rejected = await outcomeOf(third, { decision: 'reject', reason: 'duplicate' });
    expect(rejected.text).toContain('You sent:\n> 2032\nThe inventory says:\n> 2031');
    expect(rejected.links).toContain('https://corrections.example.org/projects/cybercrime-octopus');
  });

  it('says of a list what was sent and the whole that is published', async () => {
    const { outputs } = (await steps.contentNow('glacy-plus')) as { outputs: string[] };
    const reference = await correction({ outputs: [...outputs, 'A new one'] }, 'glacy-plus');
    const mail = await outcomeOf(reference, { decision: 'approve' });
    expect(mail.text).toContain('You sent: Added:\n> A new one');
    expect(mail.text).toMatch(/Published:\n(?:> .*\n)*> A new one\n/);
  });

  it('of a project that is there already leads to it', async () => {
    const document = {
      kind: 'addition',
      proposal: { title: 'The Octopus' },
      basis: { basis: 'public', sources: ['https://example.org/octopus'] },
      contributor: { email: ada },
    };
    const reference = await people.send(document, ada);
    const link = reviewLink(reference);
    const reject = { decision: 'reject', reason: 'duplicate' };
    for (const duplicate of ['no-such-project', 'Not an id!']) {
      const back = await steps.decide(link, { ...reject, duplicate });
      expect(back.status).toBe(422);
      expect(back.body).toContain('href="#duplicate"');
    }
    const mail = await outcomeOf(reference, {
      ...reject,
      duplicate: 'https://corrections.example.org/projects/octopus-project?lang=fr',
    });
    expect(mail.links).toContain('https://corrections.example.org/projects/octopus-project');
    expect((await statusPage(mail)).body).toContain('href="/projects/octopus-project"');
    expect((await world.get(link)).body).toContain('href="/projects/octopus-project"');
  });
});

describe('the manager’s mail about a consent', () => {
  it('says what is consented to, and for whom', async () => {
    const page = await world.get('/consent/iproceeds-2');
    const hidden = steps.submitted(page, {});
    const form = {
      ...hidden,
      authority: 'yes',
      email: ada,
      name: 'Ada',
      organisation: 'Ministry of Ada',
      role: 'owner',
    };
    expect((await world.post('/consent/iproceeds-2', form)).status).toBe(303);
    await people.confirm(ada);
    const mail = people.mailTo(manager, /consent/);
    expect(mail.text).toMatch(/Consents to the publication of: Title, .*, as version 1 says it/);
    expect(mail.text).toContain('On behalf of:\n> Ministry of Ada');
    expect(mail.text).toMatch(/Project:\n> iPROCEEDS/);
  });
});

describe('an addition', () => {
  it('looks the same alone and in a bundle', async () => {
    const proposal = { title: 'Polaris', summary: 'Shows the way.', objectives: ['North'] };
    const document = {
      kind: 'addition',
      proposal,
      basis: { basis: 'public', sources: ['https://example.org/polaris'] },
      evidence: ['https://example.org/evidence'],
      comment: 'New.',
    };
    const alone = await world.postJson('/api/submissions', document);
    const bundle = await world.postJson('/api/submissions', [
      document,
      { ...document, proposal: { title: 'Other' } },
    ]);
    const status = async (answer: { body: string }) =>
      (await world.get(JSON.parse(answer.body).statusUrl)).body;
    const shown = /<section class="change">.*?<h3>Summary<\/h3>.*?New\.<\/p>/s;
    const one = shown.exec(await status(alone))?.[0];
    expect(one).toContain('https://example.org/polaris');
    expect(one).not.toContain('Not known');
    expect(shown.exec(await status(bundle))?.[0]).toBe(one);
  });
});

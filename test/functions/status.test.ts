import { afterAll, beforeAll, expect, it } from 'vitest';
import { filled, sendForm } from '../support/correction-form.ts';
import { linkIn } from '../support/mail.ts';
import { inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

/** The status page, from the first submission on: nothing was ever decided before. */
let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.seed();
  await world.publish();
});
afterAll(() => world.stop());

const HOUR = 3_600_000;

function pass(hours: number): void {
  world.clock.now = new Date(world.clock.now.getTime() + hours * HOUR);
}

/** Sends a correction; the link of the newest mail about it to its manager. */
async function waitingReview(fields = filled()): Promise<{ statusUrl: string; link: string }> {
  const { statusUrl, reference } = await sendForm(world, fields);
  await world.notify();
  const mail = world.mails.findLast(({ subject }) => subject.includes(reference));
  return { statusUrl, link: linkIn(mail, 'review') };
}

async function decide(link: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const seen = inputValue(await world.get(link), 'seen');
  expect((await world.post(link, { seen, ...fields })).status).toBe(303);
  await world.notify();
}

it('says who has it, and how long a decision usually takes, once five were taken', async () => {
  for (const hours of [2, 48, 50, 47, 900]) {
    const { statusUrl, link } = await waitingReview();
    const page = await world.get(statusUrl);
    expect(page.body).toContain('Who has it');
    expect(page.body).not.toContain('Usual waiting time');
    pass(hours);
    await decide(link, { decision: 'reject', reason: 'other' });
    expect((await world.get(statusUrl)).body).not.toContain('Who has it');
  }
  const { statusUrl } = await waitingReview();
  expect((await world.get(statusUrl)).body).toContain('About 2 days until a decision');
  const waits = (await world.dump()).filter(({ pk }) => pk === 'WAITED');
  const year = Math.floor(world.clock.now.getTime() / 1000) + 365 * 24 * 3600;
  expect(waits).toHaveLength(5);
  expect(waits.at(-1)).toMatchObject({ waited: 900 * 3600, expires: year });
});

it('shows the question to whoever sent it, takes an answer, and shows both', async () => {
  const { statusUrl } = await sendForm(world, filled({ email: 'ada@example.org' }));
  await world.notify();
  const confirm = linkIn(world.mails.at(-1), 'confirm');
  expect((await world.post(confirm, { decision: 'confirm' })).status).toBe(303);
  await world.notify();
  const link = linkIn(world.mails.at(-1), 'review');
  await decide(link, { decision: 'ask', note: 'Where did you <b>read</b> that?' });
  const asked = await world.get(statusUrl);
  expect(asked.body).toContain('You: it waits for your answer');
  expect(asked.body).toContain('Where did you &lt;b>read&lt;/b> that?');
  expect(asked.body).toContain('Not answered yet.');
  const own = linkIn(world.mails.at(-1), 'submissions');
  const token = new URL(own, 'https://x.invalid').searchParams.get('t');
  for (const [fields, rule] of [
    [{}, 'decision-missing'],
    [{ decision: 'answer' }, 'answer-missing'],
    [{ decision: 'answer', answer: 'x'.repeat(2001) }, 'too-long'],
  ] as const) {
    const page = await world.post(`/confirm/${token}`, fields);
    expect(page.status).toBe(422);
    expect(page.body).toMatch(/<a href="#(?:decision|answer)">/);
    if (rule !== 'too-long') expect(page.body).toContain(world.rule(rule));
  }
  const answered = await world.post(`/confirm/${token}`, { decision: 'answer', answer: 'In the report.' });
  expect(answered.status).toBe(303);
  const page = await world.get(statusUrl);
  expect(page.body).toContain('In the report.');
  expect((await world.get(link)).body).toContain('In the report.');
});

it('leads to a page that takes it back, after which nobody can decide on it', async () => {
  const { statusUrl, link } = await waitingReview();
  const manage = /href="(\/confirm\/[^"]+)"/.exec((await world.get(statusUrl)).body)?.[1] ?? '';
  const seen = inputValue(await world.get(link), 'seen');
  expect((await world.post(manage, {})).status).toBe(422);
  expect((await world.post(manage, { decision: 'cancel' })).status).toBe(303);
  expect((await world.get(statusUrl)).body).toContain('Taken back');
  expect((await world.post(manage, { decision: 'cancel' })).status).toBe(200);
  const late = await world.post(link, { seen, decision: 'approve' });
  expect(late.status).toBe(200);
  expect(late.body).toContain('nothing to decide');
});

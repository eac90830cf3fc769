import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { messagesFor } from '../../lambdas/i18n/messages.ts';
import { reviewHandler } from '../../lambdas/review.ts';
import { filled, sendForm } from '../support/correction-form.ts';
import { linkIn } from '../support/mail.ts';
import { inputValue, requester } from '../support/requests.ts';
import { publicUrl, startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
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

/** Sends a correction without an address; the manager's link. */
async function waitingReview(fields = filled()): Promise<string> {
  await send(fields);
  await world.notify();
  return linkIn(world.mails.at(-1), 'review');
}

describe('a decision', () => {
  it('needs a radio, then a reason, then what was seen: 422, and nothing is decided', async () => {
    const link = await waitingReview();
    const seen = inputValue(await world.get(link), 'seen');
    const before = await world.dump();
    for (const [fields, rule] of [
      [{ seen }, 'decision-missing'],
      [{ seen, decision: 'maybe' }, 'decision-missing'],
      [{ seen, decision: 'reject' }, 'reason-missing'],
      [{ decision: 'approve' }, 'seen-missing'],
      [{ seen, decision: 'approve', 'change[endDate]': 'perhaps' }, 'unknown-choice'],
      [{ seen, decision: 'approve', 'change[endDate]': 'edit', 'value[endDate]': 'soon' }, 'not-a-date'],
      [
        { seen, decision: 'approve', 'change[endDate]': 'edit', 'value[endDate]': '1999' },
        'end-before-start',
      ],
    ] as const) {
      const page = await world.post(link, fields);
      expect(page.status, JSON.stringify(fields)).toBe(422);
      expect(page.body).toContain(world.rule(rule));
    }
    expect(await world.dump()).toEqual(before);
  });

  it('on something else than what was seen brings the page back: 409', async () => {
    const link = await waitingReview();
    const page = await world.post(link, {
      decision: 'approve',
      seen: 'something else',
      note: 'A long note.',
    });
    expect(page.status).toBe(409);
    expect(page.body).toContain('A long note.');
    expect(page.body).toContain('value="approve" checked');
    const seen = inputValue(page, 'seen');
    const reject = { decision: 'reject', reason: 'duplicate', note: 'Thank you.', seen };
    expect((await world.post(link, reject)).status).toBe(303);
    const outcome = await world.get(link);
    expect(outcome.body).toContain('Rejected');
    expect(outcome.body).toContain('Thank you.');
  });

  it('about a field that nobody wants to change is refused', async () => {
    const link = await waitingReview();
    const seen = inputValue(await world.get(link), 'seen');
    const page = await world.post(link, { decision: 'approve', 'change[enddate]': 'decline', seen });
    expect(page.status).toBe(422);
  });

  it('comes once: every repeat sees the first outcome, whatever it says', async () => {
    const link = await waitingReview();
    const seen = inputValue(await world.get(link), 'seen');
    const reject = { decision: 'reject', reason: 'incorrect', seen };
    const answers = await Promise.all(Array.from({ length: 6 }, () => world.post(link, reject)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    for (const fields of [{ decision: 'approve', seen }, {}, { decision: 'approve', seen: 'stale' }]) {
      const repeat = await world.post(link, fields);
      expect(repeat.status).toBe(200);
      expect(repeat.body).toContain('Rejected');
    }
  });

  it('by a manager whose link expired waits for a fresh link', async () => {
    const link = await waitingReview();
    const sentAt = world.clock.now;
    world.clock.now = new Date(sentAt.getTime() + 61 * 86_400_000);
    expect((await world.get(link)).body).toContain('value="send"');
    expect((await world.post(link, { decision: 'approve', seen: 'x' })).status).toBe(422);
    expect((await world.post(link, { decision: 'send' })).status).toBe(200);
    await world.notify();
    expect((await world.get(linkIn(world.mails.at(-1), 'review'))).body).toContain('name="seen"');
    world.clock.now = sentAt;
  });

  it('approves into the record, the next release, and a mail', async () => {
    await send(filled({ email: 'ada@example.org', name: 'Ada', credit: 'name', endDate: '2016-12-31' }));
    await world.notify();
    await world.post(linkIn(world.mails[0], 'confirm'), { decision: 'confirm' });
    await world.notify();
    const link = linkIn(world.mails[1], 'review');
    // Two managers with the page open: the second approves something that has moved.
    const other = await waitingReview(filled({ endDate: '2018' }));
    const [seen, seenByOther] = [
      inputValue(await world.get(link), 'seen'),
      inputValue(await world.get(other), 'seen'),
    ];
    expect((await world.post(link, { decision: 'approve', seen })).status).toBe(303);
    const stale = await world.post(other, { decision: 'approve', seen: seenByOther });
    expect(stale.status).toBe(409);
    expect(stale.body).toContain('31 December 2016');
    await world.publish();
    await world.notify();
    const outcome = world.mails.find(
      ({ to, subject }) => to === 'ada@example.org' && !subject.includes('onfirm'),
    );
    expect((await world.get(linkIn(world.mails.at(-1), 'submissions'))).status).toBe(200);
    expect(outcome).toBeDefined();
    const published = JSON.parse((await world.files.read('v1/projects/cybercrime-octopus.json'))?.body ?? '');
    expect(published).toMatchObject({
      endDate: '2016-12-31',
      version: 2,
      provenance: { endDate: { credit: 'Ada' } },
    });
    const page = await world.get('/projects/cybercrime-octopus');
    expect(page.body).toContain('31 December 2016');
  });

  it('that comes between the reads of another one is shown to it', async () => {
    const link = await waitingReview(filled({ endDate: '2019' }));
    const seen = inputValue(await world.get(link), 'seen');
    const approve = { decision: 'approve', 'change[endDate]': 'accept', seen };
    let between = true;
    const review = reviewHandler({
      ...world.dependencies,
      table: {
        ...world.table,
        get: async (key) => {
          if (key.pk === 'RECORD#cybercrime-octopus' && between) {
            between = false;
            expect((await world.post(link, approve)).status).toBe(303);
          }
          return world.table.get(key);
        },
      },
    });
    const answer = await requester({ review }, publicUrl).post(link, approve);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain(messagesFor('en').outcome.repeat);
  });
});

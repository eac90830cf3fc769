import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings } from '../../lambdas/config/settings.ts';
import { loadContact } from '../../lambdas/storage/submissions.ts';
import { eraseSubject } from '../../operator/subject/erase.ts';
import { findSubject } from '../../operator/subject/find.ts';
import { bundleSteps, type Receipt } from '../support/bundles.ts';
import { contributing } from '../support/contributing.ts';
import { startWorld, type World } from '../support/world.ts';

const YEAR = 366;

let world: World;
let people: ReturnType<typeof contributing>;
let steps: ReturnType<typeof bundleSteps>;
beforeAll(async () => {
  world = await startWorld();
  people = contributing(world);
  steps = bundleSteps(world);
  await world.seed();
  await world.publish();
});
afterAll(() => world.stop());

let value = 0;
/** A correction to each of two records, by one person. */
function two(contributor: Readonly<Record<string, unknown>>, records = ['cybersouth', 'cyber4dev']) {
  return records.map((record) => {
    value += 1;
    const changes = [{ field: value % 2 === 0 ? 'outputs' : 'outcomes', from: [], to: [`Value ${value}`] }];
    return {
      kind: 'correction',
      record,
      version: 1,
      changes,
      contributor,
      comment: `Of ${contributor['name']}`,
    };
  });
}

async function approveAll(receipt: Receipt, verdict = 'accept'): Promise<void> {
  await world.notify();
  const review = people.linkIn(people.mailTo('manager@example.org', new RegExp(receipt.reference)), 'review');
  for (const { reference } of receipt.submissions) {
    const page = `${review}?of=${reference}`;
    const fields = [...(await world.get(page)).body.matchAll(/name="(change\[\w+\])"/g)].map(
      ([, name]) => [name, verdict] as const,
    );
    const answer = await steps.decide(page, { decision: 'approve', ...Object.fromEntries(fields) });
    expect(answer.status, answer.body).toBe(303);
  }
  await world.publish();
  await world.notify();
}

async function pass(days: number): Promise<void> {
  people.days(days);
  await world.sweep();
  await world.notify();
}

const own = (receipt: Receipt, of: number) =>
  `/confirm/${steps.secret(receipt)}?of=${receipt.submissions[of]?.reference}`;
const contactOf = ({ reference }: Receipt) => loadContact(world.table, reference);

describe('whoever sent a bundle', () => {
  it('is named no more for one of it, and keeps the name for the other until that is taken back, too', async () => {
    const email = 'credited@ada.example';
    const receipt = await steps.send(two({ email, name: 'Ada Credited', credit: 'name' }));
    await people.confirm(email);
    await approveAll(receipt);
    const page = (await world.get(`/submissions/${receipt.reference}?t=${steps.secret(receipt)}`)).body;
    expect(page.match(/Not be named for it any more/g)).toHaveLength(2);
    expect((await world.post(own(receipt, 1), { decision: 'uncredit' })).status).toBe(303);
    expect((await contactOf(receipt))?.name).toBe('Ada Credited');
    await world.publish();
    const named = async (id: string) => JSON.stringify(await people.json(`v1/projects/${id}.json`));
    expect(await named('cyber4dev')).not.toContain('Ada Credited');
    expect(await named('cybersouth')).toContain('Ada Credited');
    expect((await world.post(own(receipt, 0), { decision: 'uncredit' })).status).toBe(303);
    expect(await contactOf(receipt)).toMatchObject({ email, name: null });
  });

  it('is forgotten a year after the last thing that happened to any of it', async () => {
    const email = 'late@ada.example';
    const receipt = await steps.send(two({ email, name: 'Ada Late' }, ['cybereast', 'glacy-plus']));
    await people.confirm(email);
    await pass(300);
    // The second, not the one that leads.
    expect((await world.post(own(receipt, 1), { decision: 'cancel' })).status).toBe(303);
    await pass(YEAR - 2);
    expect((await contactOf(receipt))?.email).toBe(email);
    await pass(3);
    expect(await people.whereIs('Ada Late')).toEqual([]);
    expect(await people.whereIs(email)).toEqual([]);
    const due = (await world.dump()).filter(
      ({ pk, reference }) => pk === 'DUE' && reference === receipt.reference,
    );
    expect(due).toEqual([]);
  });

  it('is asked about each record once a year, and no more about the one they had enough of', async () => {
    const email = 'asked@ada.example';
    const receipt = await steps.send(
      two({ email, name: 'Ada Asked', remind: true }, ['cybereast', 'glacy-plus']),
    );
    await people.confirm(email);
    await approveAll(receipt);
    const asking = () => steps.mailsTo(email, /still accurate/);
    await pass(YEAR);
    expect(asking()).toHaveLength(2);
    const stopped = people.linkIn(people.mailTo(email, /still accurate/), 'confirm');
    expect((await world.post(stopped, { decision: 'stop' })).status).toBe(303);
    await pass(YEAR);
    expect(asking()).toHaveLength(3);
    for (let year = 0; year < 5; year += 1) await pass(YEAR);
    expect(asking()).toHaveLength(4);
    expect(await people.whereIs(email)).toEqual([]);
  });

  it('is asked once about a record that two of it are about', async () => {
    const email = 'same@ada.example';
    const receipt = await steps.send(
      two({ email, name: 'Ada Same', remind: true }, ['iproceeds-2', 'iproceeds-2']),
    );
    await people.confirm(email);
    await approveAll(receipt);
    for (let year = 1; year <= 2; year += 1) {
      await pass(YEAR);
      expect(steps.mailsTo(email, /still accurate/)).toHaveLength(year);
    }
    expect((await contactOf(receipt))?.email).toBe(email);
  });

  it('says the same of being asked in each', async () => {
    const [one, other] = two({ email: 'differs@ada.example', remind: true });
    const differs = { ...other, contributor: { email: 'differs@ada.example', remind: false } };
    const answer = await world.postJson('/api/submissions', [one, differs]);
    expect([answer.status, answer.body]).toEqual([422, expect.stringContaining('/1/contributor/remind')]);
  });

  it('is found and erased by the operator with all of it', async () => {
    const email = 'erased@ada.example';
    const receipt = await steps.send(two({ email, name: 'Ada Erased' }));
    await people.confirm(email);
    const held = await findSubject(world.table, world.scan(), email, world.clock.now, () => {});
    const references = receipt.submissions.map(({ reference }) => reference);
    expect(held.submissions.map(({ submission }) => submission.reference)).toEqual(references);
    const options = { table: world.table, settings, now: () => world.clock.now };
    const done = await eraseSubject({ ...options, withdraw: false, uncredit: false }, held);
    expect(done.map(({ what }) => what)).toEqual(expect.arrayContaining(references));
    for (const text of [email, 'Ada Erased']) expect(await people.whereIs(text)).toEqual([]);
  });
});

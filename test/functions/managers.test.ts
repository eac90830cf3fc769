import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../lambdas/config/people.ts';
import type { Reference } from '../../lambdas/domain/names.ts';
import { linkItem } from '../../lambdas/storage/links.ts';
import { sha256 } from '../../lambdas/storage/secrets.ts';
import { loadInventory } from '../../lambdas/workflow/load-inventory.ts';
import { seedRecords } from '../../operator/seed.ts';
import { addConflicts, type Conflicts } from '../support/as-aws.ts';
import { oneOf, seededRandom } from '../support/chance.ts';
import { bucketReader, checkPublished } from '../support/check-published.ts';
import { type Answer, inputValue } from '../support/requests.ts';
import { fullScale } from '../support/scale.ts';
import { startWorld, type World } from '../support/world.ts';

/** With SCALE=full as many as wait after weeks of leave; else few enough for every day. */
const SUBMISSIONS = fullScale ? 200 : 24;
const random = seededRandom(20261123);

/** All of them decide; only the first is asked by mail, as the links are made here. */
const people = Array.from({ length: 50 }, (_, index): Person => {
  const id = `person-${index}`;
  const role = index === 0 ? 'manager' : 'deputy';
  return { id, name: `Decider No. ${index};`, email: `${id}@example.org`, role };
});
const records = Array.from({ length: fullScale ? 25 : 12 }, (_, index) => `project-${index}`);
const texts = ['title', 'summary', 'context'] as const;

let world: World;
let conflicts: Conflicts;
beforeAll(async () => {
  world = await startWorld({
    settings: { people },
    between: (client) => {
      conflicts = addConflicts(client, 0.05, random);
    },
  });
  const [like] = seedRecords();
  if (!like) throw new Error('There is no seed.');
  await loadInventory(
    world.table,
    records.map((id) => ({ ...like, id })),
    world.clock.now,
  );
  await world.publish();
});
afterAll(() => world.stop());

const linkOf = (reference: string, person: Person) =>
  `/review/${createHash('sha256').update(`${reference} ${person.id}`).digest('base64url')}`;

/** Corrections that want the same few fields to say different things, with a link of every person to each. */
async function sendAll(): Promise<readonly Reference[]> {
  const references: Reference[] = [];
  for (let number = 0; number < SUBMISSIONS; number += 1) {
    const record = records[number % records.length];
    const { json } = await bucketReader(world.files)(`v1/projects/${record}.json`);
    const to = `Words of submission ${number}.`;
    const changes = texts.map((field) => ({ field, from: json[field], to }));
    const answer = await world.postJson('/api/submissions', {
      kind: 'correction',
      record,
      version: 1,
      changes,
    });
    expect(answer.status, answer.body).toBe(201);
    references.push(JSON.parse(answer.body).reference);
  }
  for (const reference of references) await mintLinks(reference);
  return references;
}

async function mintLinks(reference: Reference): Promise<void> {
  const validUntil = new Date(world.clock.now.getTime() + 86_400_000).toISOString();
  const links = people.map((person) => ({
    tokenHash: sha256(linkOf(reference, person).slice('/review/'.length)),
    purpose: 'review' as const,
    reference,
    holder: person.id,
    validUntil,
  }));
  await world.table.transact(links.map((link) => ({ put: linkItem(link) })));
}

const accepted = Object.fromEntries(texts.map((field) => [`change[${field}]`, 'accept']));

function anyDecision(person: Person): Record<string, string> {
  const edit = { 'change[context]': 'edit', 'value[context]': `Words of ${person.id}.` };
  return oneOf<Record<string, string>>(random, [
    { decision: 'reject', reason: 'duplicate' },
    { decision: 'approve' },
    { decision: 'approve', ...accepted },
    { decision: 'approve', ...accepted, ...edit },
  ]);
}

type Told = { readonly person: Person; readonly answer: Answer };

/** Decides until it is decided: after a 409, on what came back. `seen` is what anybody saw last. */
async function decide(reference: string, person: Person, seen: Map<string, string>): Promise<Told[]> {
  const told: Told[] = [];
  let decision = anyDecision(person);
  for (;;) {
    const answer = await world.post(linkOf(reference, person), {
      ...decision,
      seen: seen.get(reference) ?? '',
    });
    told.push({ person, answer });
    if (answer.status !== 409 && answer.status !== 422) return told;
    seen.set(reference, inputValue(answer, 'seen'));
    // In conflict somebody must say what should stand.
    if (answer.status === 422) decision = { decision: 'approve', ...accepted };
  }
}

type Items = Awaited<ReturnType<World['dump']>>;
const partition = (items: Items, pk: string, prefix: string) =>
  items.filter((item) => item['pk'] === pk && String(item['sk']).startsWith(prefix));

/** One decision, one person who is told that it is theirs, and everybody else told whose it is. */
function checkDecision(items: Items, reference: string, told: readonly Told[]): void {
  const [winner, ...others] = told.filter(({ answer }) => answer.status === 303);
  expect(others, reference).toEqual([]);
  const state = partition(items, `SUBMISSION#${reference}`, 'STATE')[0];
  expect(state?.['decision'].by).toBe(winner?.person.id);
  const events = partition(items, `SUBMISSION#${reference}`, 'EVENT#');
  expect(events.map(({ type, by }) => ({ type, by }))).toEqual([
    { type: 'received' },
    { type: state?.['status'], by: winner?.person.id },
  ]);
  for (const { answer } of told) {
    if (answer.status === 303) continue;
    expect([200, 409, 422]).toContain(answer.status);
    if (answer.status === 200) expect(answer.body).toContain(winner?.person.name);
  }
}

/** Versions without gaps, each of one approved submission, and each approval that changed something with its version. */
function checkVersions(items: Items): number {
  const approved = items.filter(
    ({ sk, status, decision }) => sk === 'STATE' && status === 'approved' && decision.recordVersion !== null,
  );
  const made = new Map(approved.map((one) => [one['reference'], one['decision'].recordVersion]));
  let versions = 0;
  for (const record of records) {
    const own = partition(items, `RECORD#${record}`, 'VERSION#');
    expect(own.map(({ version }) => version)).toEqual(own.map((_, index) => index + 1));
    expect(partition(items, `RECORD#${record}`, 'STATE')[0]?.['version']).toBe(own.length);
    for (const { submission, version } of own.slice(1)) expect(made.get(submission)).toBe(version);
    versions += own.length - 1;
  }
  expect(versions).toBe(approved.length);
  return versions;
}

/** The files say what the newest versions say, and whose word each field is. */
async function checkFiles(items: Items): Promise<void> {
  for (const record of records) {
    const versions = partition(items, `RECORD#${record}`, 'VERSION#');
    const { json } = await bucketReader(world.files)(`v1/projects/${record}.json`);
    expect(json).toMatchObject(versions.at(-1)?.['content']);
    for (const field of texts) {
      const last = versions.findLast(({ changed }) => changed.includes(field));
      expect(json.provenance[field].submission).toBe(last?.['submission']);
    }
  }
}

describe('fifty people who decide the same corrections at the same time', () => {
  it('come to one decision on each, and to nothing else', { timeout: 600_000 }, async () => {
    const references = await sendAll();
    const seen = new Map<string, string>();
    for (const reference of references) {
      const page = await world.get(linkOf(reference, people[0] as Person));
      seen.set(reference, inputValue(page, 'seen'));
    }
    const told = new Map<string, Told[]>(references.map((reference) => [reference, []]));
    await Promise.all(
      people.map(async (person) => {
        for (const reference of references)
          told.get(reference)?.push(...(await decide(reference, person, seen)));
      }),
    );
    const items = await world.dump();
    for (const reference of references) checkDecision(items, reference, told.get(reference) ?? []);
    const answers = [...told.values()].flat().map(({ answer }) => answer.status);
    const versions = checkVersions(items);
    // Enough of everything that this is about: approvals, decisions on something that moved, conflicts of both kinds.
    expect(versions).toBeGreaterThan(SUBMISSIONS / 4);
    expect(answers.filter((status) => status === 409).length).toBeGreaterThan(SUBMISSIONS / 4);
    expect(Math.min(conflicts.meeting, conflicts.random)).toBeGreaterThan(10);
    expect(partition(items, 'QUEUE', '')).toEqual([]);
    expect(partition(items, 'OUTBOX#PUBLISH', 'CHANGE#')).toHaveLength(versions);
    await Promise.all([world.publish(), world.publish()]);
    await checkPublished(bucketReader(world.files));
    await checkFiles(items);
    expect(partition(await world.dump(), 'OUTBOX#PUBLISH', 'CHANGE#')).toEqual([]);
  });
});

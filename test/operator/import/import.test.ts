import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRecord, loadRecord } from '../../../lambdas/storage/records.ts';
import { loadBrought } from '../../../lambdas/storage/sources.ts';
import type { Table } from '../../../lambdas/storage/table.ts';
import { type BackLine, linesBack } from '../../../operator/import/write-back.ts';
import { contributing } from '../../support/contributing.ts';
import { counted, importing } from '../../support/importing.ts';
import { reviewing } from '../../support/reviewing.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
let by: ReturnType<typeof contributing>;
let review: ReturnType<typeof reviewing>;
beforeAll(async () => {
  world = await startWorld();
  by = contributing(world);
  review = reviewing(world);
  await world.seed();
  await world.publish();
});
afterAll(() => world.stop());

const header = ['code', 'title', 'startDate', 'endDate', 'funders', 'publication.sources'];
const csv = (...rows: readonly (readonly string[])[]) => stringify([header, ...rows.map((row) => [...row])]);
const row = (code: string, over: Partial<Record<string, string>> = {}) =>
  header.map(
    (name) => ({ code, title: `Project ${code}`, startDate: '2020', endDate: '2021', ...over })[name] ?? '',
  );
const published = (id: string) => by.json(`v1/projects/${id}.json`);

async function imported(text: string, wishes = {}) {
  const result = await importing(world, text, wishes);
  await world.publish();
  await world.notify();
  return result;
}

/** Corrects a field, and the manager accepts it. */
async function corrected(record: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
  const link = await review.waiting(record, changes);
  await review.decide(link, { decision: 'approve' });
  await world.publish();
}

describe('a file of new records', () => {
  it('is in the inventory with one release, a new beginning, without a mail', async () => {
    const mails = world.mails.length;
    const { last } = await imported(csv(row('A1'), row('A2'), row('A3')));
    expect(last).toBe(counted({ added: 3 }));
    expect(await published('project-a1')).toMatchObject({
      code: 'A1',
      version: 1,
      publication: { basis: 'public' },
    });
    const index = await by.json('v1/index.json');
    expect((await by.json(`v1/changes/${index.sequence}.json`)).operations).toHaveLength(3);
    expect(
      (await world.dump()).find((one) => 'reset' in one && one['sequence'] === index.sequence),
    ).toMatchObject({
      reset: true,
    });
    expect(world.mails).toHaveLength(mails);
    await by.check();
  });

  it('imported again changes nothing', async () => {
    const before = await world.dump();
    expect((await imported(csv(row('A1'), row('A2'), row('A3')))).last).toBe(counted({ unchanged: 3 }));
    expect(await world.dump()).toEqual(before);
  });

  it('writes nothing where it is only tried, and says the same', async () => {
    const before = await world.dump();
    const { last } = await imported(csv(row('A1'), row('B1'), row('', { title: '' })), { dryRun: true });
    expect(last).toBe(counted({ added: 1, unchanged: 1, refused: 1 }));
    expect(await world.dump()).toEqual(before);
  });

  it('without a basis is in the table, in no file and on no page, until a source says one', async () => {
    const { last, lines } = await imported(csv(row('N1')), { basis: null });
    expect(last).toBe(counted({ added: 1 }));
    expect(lines[0]?.reason).toContain('until it has a basis');
    expect(await loadRecord(world.table, 'project-n1')).not.toBeNull();
    expect((await world.get('/projects/project-n1')).status).toBe(404);
    expect(await by.whereIs('Project N1')).not.toContainEqual(expect.stringMatching(/^v1\//));
    const sourced = csv(row('N1', { 'publication.sources': 'https://example.org/n1' }));
    expect((await imported(sourced, { basis: null })).last).toBe(counted({ changed: 1 }));
    expect((await published('project-n1')).publication.sources).toEqual(['https://example.org/n1']);
    await by.check();
  });

  it('that says it rests on a consent is not public by what else it says', async () => {
    const text = stringify([
      ['title', 'publication.basis', 'publication.sources'],
      ['By consent elsewhere', 'consent', 'https://example.org/c'],
    ]);
    expect((await imported(text)).last).toBe(counted({ added: 1 }));
    expect((await world.get('/projects/by-consent-elsewhere')).status).toBe(404);
  });

  it('goes on where it was killed before its release', async () => {
    const table: Table = {
      ...world.table,
      transact: async (writes) => {
        const commits = writes.some((write) => 'put' in write && String(write.put.pk).startsWith('RELEASE#'));
        if (commits) throw new Error('killed');
        return world.table.transact(writes);
      },
    };
    const file = csv(row('K1'), row('K2'));
    await expect(importing({ ...world, table }, file)).rejects.toThrow('killed');
    expect(await by.whereIs('Project K1')).not.toContainEqual(expect.stringMatching(/^v1\//));
    expect((await imported(file)).last).toBe(counted({ unchanged: 2 }));
    expect(await published('project-k1')).toMatchObject({ code: 'K1' });
    await by.check();
  });
});

describe('a row', () => {
  it('that is wrong is refused with its column, and no other', async () => {
    const wrong = row('C2', { startDate: '2020-02-31' });
    const { last, lines } = await imported(csv(row('C1'), wrong, row('C3', { endDate: '2019' })));
    expect(last).toBe(counted({ added: 1, refused: 2 }));
    expect(lines.filter(({ outcome }) => outcome === 'refused')).toMatchObject([
      { row: 3, column: 'startDate', value: '2020-02-31' },
      { row: 4, column: expect.stringMatching(/Date/) },
      { row: 4 },
    ]);
    expect(await findRecord(world.table, 'project-c2')).toBeNull();
  });

  it('of the same key is refused and names the first, also where that was refused', async () => {
    const { last, lines } = await imported(
      csv(row('D1', { startDate: 'soon' }), row('D1'), row('D2'), row('D2')),
    );
    expect(last).toBe(counted({ added: 1, refused: 3 }));
    expect(lines.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Row 2 has the same key'),
        expect.stringContaining('Row 4 has the same key'),
      ]),
    );
  });

  it('of another code is another record, also of the same title', async () => {
    const title = 'One title for two';
    await imported(csv(row('T1', { title })));
    const { last } = await imported(csv(row('T2', { title })), { source: 'another' });
    expect(last).toBe(counted({ added: 1 }));
    expect(await published('one-title-for-two')).toMatchObject({ code: 'T1' });
    expect(await published('one-title-for-two-2')).toMatchObject({ code: 'T2' });
  });

  it('with a code names the record of its title that has none, and one without names the only one of its title', async () => {
    const bare = stringify([
      ['title', 'startDate'],
      ['Bare title', '2020'],
    ]);
    await imported(bare, { source: 'another' });
    expect((await imported(csv(row('U1', { title: 'Bare title' })))).last).toBe(counted({ changed: 1 }));
    expect(await published('bare-title')).toMatchObject({ code: 'U1', endDate: '2021' });
    expect((await imported(bare, { source: 'a third' })).last).toBe(counted({ unchanged: 1 }));
  });

  it('leaves as it is what its cells say nothing of, unless the map says that they clear it', async () => {
    await imported(csv(row('E1', { funders: 'Estonia; Japan' })));
    const silent = csv(row('E1', { funders: '-', endDate: 'N/A' }));
    expect((await imported(silent)).last).toBe(counted({ unchanged: 1 }));
    expect((await imported(silent, { map: { clears: ['funders'] } })).last).toBe(counted({ changed: 1 }));
    expect(await published('project-e1')).toMatchObject({ funders: [], endDate: '2021' });
  });

  it('never brings back what was withdrawn', async () => {
    await by.consentTo('glacy-plus', 'grantor@coe.int');
    const receipt = by.mailTo('grantor@coe.int', /receipt/);
    const text = stringify([
      ['id', 'title'],
      ['glacy-plus', 'GLACY+ again'],
    ]);
    expect((await imported(text)).last).toBe(counted({ changed: 1 }));
    expect(receipt).toBeDefined();
    const objection = {
      kind: 'objection',
      record: 'endocsea-europe',
      fields: [],
      comment: 'Ours.',
      contributor: { email: 'a@coe.int' },
    };
    expect((await world.postJson('/api/submissions', objection)).status).toBe(201);
    await by.confirm('a@coe.int');
    await world.notify();
    const link = by.linkIn(by.mailTo('manager@example.org', /EndOCSEA/), 'review');
    await review.decide(link, { decision: 'approve' });
    await world.publish();
    const { last, lines } = await imported(
      stringify([
        ['id', 'title'],
        ['endocsea-europe', 'Again'],
      ]),
    );
    expect(last).toBe(counted({ refused: 1 }));
    expect(lines[0]?.reason).toMatch(/left the inventory|withdrawn/i);
    expect(await published('endocsea-europe')).toHaveProperty('withdrawn');
  });
});

describe('what is withdrawn', () => {
  const secret = 'Words that only its owner allows';
  const file = (summary: string) =>
    stringify([
      ['code', 'title', 'summary'],
      ['W1', 'Withdrawn one', summary],
    ]);

  it('of an imported record goes from what the source said, too, and does not come back with it', async () => {
    await imported(file(secret), { basis: null });
    await by.consentTo('withdrawn-one', 'owner@owner.example');
    await world.publish();
    expect(await published('withdrawn-one')).toMatchObject({
      summary: secret,
      publication: { basis: 'consent' },
    });
    const link = by.linkIn(by.mailTo('owner@owner.example', /receipt/), 'confirm');
    expect((await world.post(link, { decision: 'withdraw' })).status).toBe(303);
    await world.publish();
    expect(await by.whereIs(secret)).toEqual([]);
    expect((await imported(file(secret))).last).toBe(counted({ refused: 1 }));
    expect(await by.whereIs(secret)).toEqual([]);
  });

  it('of one field is a question to the manager when the source brings it again', async () => {
    await imported(csv(row('W2')), { basis: null });
    await imported(
      stringify([
        ['code', 'title', 'summary'],
        ['W2', 'Project W2', secret],
      ]),
    );
    const objection = {
      kind: 'objection',
      record: 'project-w2',
      fields: ['summary'],
      comment: 'Not ours.',
      contributor: { email: 'b@owner.example' },
    };
    expect((await world.postJson('/api/submissions', objection)).status).toBe(201);
    await by.confirm('b@owner.example');
    await world.notify();
    await review.decide(by.linkIn(by.mailTo('manager@example.org', /Project W2/), 'review'), {
      decision: 'approve',
    });
    await world.publish();
    expect(await published('project-w2')).toMatchObject({ summary: null });
    expect(await by.whereIs(secret)).toEqual([]);
    const { last } = await imported(
      stringify([
        ['code', 'title', 'summary'],
        ['W2', 'Project W2', secret],
      ]),
    );
    expect(last).toBe(counted({ conflict: 1 }));
    expect(await published('project-w2')).toMatchObject({ summary: null });
  });
});

describe('a source that comes again', () => {
  it('changes what was not corrected here, and only that', async () => {
    await imported(csv(row('F1', { funders: 'Estonia' })));
    await corrected('project-f1', { endDate: '2022-05' });
    expect((await imported(csv(row('F1', { funders: 'Estonia' })))).last).toBe(counted({ kept: 1 }));
    expect((await imported(csv(row('F1', { startDate: '2019', funders: 'Estonia; Japan' })))).last).toBe(
      counted({ changed: 1 }),
    );
    expect(await published('project-f1')).toMatchObject({
      startDate: '2019',
      endDate: '2022-05',
      funders: [{ name: 'Estonia' }, { name: 'Japan' }],
      provenance: {
        startDate: { submission: null },
        endDate: { submission: expect.stringMatching(/^COR-/) },
      },
    });
  });

  it('asks the manager where it says something new of what was corrected here, once, as one bundle', async () => {
    await imported(csv(row('G1'), row('G2')));
    await corrected('project-g1', { endDate: '2022' });
    await corrected('project-g2', { endDate: '2023' });
    const mails = world.mails.length;
    const news = csv(row('G1', { endDate: '2024' }), row('G2', { endDate: '2025' }));
    expect((await imported(news)).last).toBe(counted({ conflict: 2 }));
    expect(world.mails.slice(mails).map(({ to }) => to)).toEqual(['manager@example.org']);
    expect(world.mails.at(-1)?.text).toContain('Project G2');
    expect(await published('project-g1')).toMatchObject({ endDate: '2022' });
    expect((await imported(news)).last).toBe(counted({ kept: 2 }));
    expect(world.mails).toHaveLength(mails + 1);
    expect(await loadBrought(world.table, 'project-g1', 'register')).toMatchObject({ endDate: '2024' });
  });

  it('settles what both say by now', async () => {
    await imported(csv(row('H1')));
    await corrected('project-h1', { endDate: '2022' });
    expect((await imported(csv(row('H1', { endDate: '2022' })))).last).toBe(counted({ unchanged: 1 }));
    expect((await imported(csv(row('H1', { endDate: '2023' })))).last).toBe(counted({ changed: 1 }));
    expect(await published('project-h1')).toMatchObject({ endDate: '2023' });
  });

  it('is told what it should take over from here, with the release of the decision', async () => {
    const file = csv(row('J1', { funders: 'Estonia' }), row('J2'));
    await imported(file, { source: 'ours' });
    await corrected('project-j1', { endDate: '2022', funders: [{ id: 'japan', name: 'Japan', url: null }] });
    const { sequence } = await by.json('v1/index.json');
    // Nobody's correction: a later import of another source.
    await imported(csv(row('J2', { endDate: '2025' })), { source: 'theirs' });
    const lines: BackLine[] = [];
    for await (const line of linesBack(world, 'ours')) lines.push(line);
    const release = String(sequence);
    expect(lines).toMatchObject([
      { id: 'project-j1', field: 'endDate', theirs: '2021', ours: '2022', release },
      { id: 'project-j1', field: 'funders', theirs: 'Estonia', ours: 'Japan', release },
    ]);
    await imported(csv(row('J1', { endDate: '2022', funders: 'Japan' })), { source: 'ours' });
    for await (const line of linesBack(world, 'ours')) expect(line).toBeUndefined();
  });

  it('is told from another source', async () => {
    await imported(csv(row('I1')));
    await corrected('project-i1', { endDate: '2022' });
    const other = { source: 'another' };
    expect((await imported(csv(row('I1', { endDate: '2023' })), other)).last).toBe(counted({ conflict: 1 }));
    expect((await imported(csv(row('I1')))).last).toBe(counted({ kept: 1 }));
  });
});

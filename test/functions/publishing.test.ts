import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishHandler } from '../../lambdas/publish.ts';
import { keys } from '../../lambdas/storage/keys.ts';
import type { PublishedFiles } from '../../lambdas/storage/published-files.ts';
import { bucketReader, checkPublished } from '../support/check-published.ts';
import { linkIn } from '../support/mail.ts';
import { inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.seed();
  await world.publish();
});
afterAll(() => world.stop());

const read = (path: string) => bucketReader(world.files)(path);

/** Sends a correction through the API and approves it from the manager's mail. */
async function approve(record: string, field: string, from: unknown, to: unknown): Promise<void> {
  const answer = await world.postJson('/api/submissions', {
    kind: 'correction',
    record,
    version: 1,
    changes: [{ field, from, to }],
  });
  expect(answer.status, answer.body).toBe(201);
  await world.notify();
  const link = linkIn(world.mails.at(-1), 'review');
  const seen = inputValue(await world.get(link), 'seen');
  const choice = { decision: 'approve', [`change[${field}]`]: 'accept', seen };
  expect((await world.post(link, choice)).status).toBe(303);
}

describe('the seed', () => {
  it('is release 1: nine records, each with provenance and no submission', async () => {
    expect(await checkPublished(read)).toBe(1);
    const { json } = await read('v1/projects/cybercrime-octopus.json');
    expect(json).toMatchObject({
      version: 1,
      provenance: { endDate: { sequence: 1, submission: null, credit: null } },
    });
    expect((await read('v1/index.json')).json).toMatchObject({
      recordCount: 9,
      withdrawnCount: 0,
      previous: null,
    });
  });

  it('is loaded once', async () => {
    expect(await world.seed()).toBe(false);
    await world.publish();
    expect(await checkPublished(read)).toBe(1);
  });
});

describe('a change', () => {
  it('is the next release, with its provenance, and found by the search', async () => {
    await approve(
      'cyber4dev',
      'title',
      'Cyber4Dev: EU Cyber Resilience for Development',
      'Kyberturvallisuus',
    );
    await world.publish();
    expect(await checkPublished(read)).toBe(2);
    const { json } = await read('v1/projects/cyber4dev.json');
    expect(json).toMatchObject({
      title: 'Kyberturvallisuus',
      version: 2,
      provenance: { title: { sequence: 2 } },
    });
    expect((await world.get('/?q=kyberturvallisuus')).body).toContain('/projects/cyber4dev');
  });

  it('leaves nothing owed, and publishing again publishes nothing', async () => {
    await world.publish();
    expect(await checkPublished(read)).toBe(2);
    expect((await world.dump()).filter(({ pk, sk }) => pk === 'OUTBOX#PUBLISH' && sk !== 'WAKE')).toEqual([]);
  });
});

describe('many at once', () => {
  it('two publishers, one sequence without gaps, every change out', async () => {
    const ids = ['cybersouth', 'cybereast', 'glacy-plus', 'iproceeds-2'];
    for (const id of ids) {
      const { json } = await read(`v1/projects/${id}.json`);
      await approve(id, 'summary', json.summary, `New words about ${id}.`);
    }
    await Promise.all([world.publish(), world.publish(), world.publish()]);
    await checkPublished(read);
    for (const id of ids)
      expect((await read(`v1/projects/${id}.json`)).json.summary).toBe(`New words about ${id}.`);
  });
});

describe('what is lost', () => {
  it.each(['v1/inventory.json', 'v1/delta.json', 'v1/index.json'])(
    'of the files is made again: %s',
    async (path) => {
      await world.lose(path);
      const { json } = await read('v1/projects/endocsea-europe.json');
      await approve('endocsea-europe', 'context', json.context, `After the loss of ${path}.`);
      await world.publish();
      await checkPublished(read);
      expect((await read('v1/index.json')).json.recordCount).toBe(9);
      expect((await read('v1/projects/endocsea-europe.json')).json.context).toBe(
        `After the loss of ${path}.`,
      );
    },
  );
});

describe('search rows', () => {
  it('hold records of any length', async () => {
    const partners = Array.from({ length: 100 }, (_, index) => ({ name: `${index} ${'x'.repeat(195)}` }));
    for (const id of [
      'cyber4dev',
      'cybersouth',
      'cybereast',
      'glacy-plus',
      'iproceeds-2',
      'endocsea-europe',
    ]) {
      const { json } = await read(`v1/projects/${id}.json`);
      await approve(id, 'partners', json.partners, partners);
    }
    await world.publish();
    await checkPublished(read);
    expect((await world.get('/?q=99+xxxx+cybersouth')).body).toContain('/projects/cybersouth');
  });
});

describe('a publisher that dies', () => {
  /** A bucket that fails at its n-th write. */
  function failingAfter(files: PublishedFiles, writes: number): PublishedFiles {
    let left = writes;
    return {
      ...files,
      write: async (file, etag) => {
        left -= 1;
        if (left < 0) throw new Error('The power went.');
        return files.write(file, etag);
      },
    };
  }

  it('after any write leaves what the next one finishes', async () => {
    for (let writes = 0; writes < 5; writes += 1) {
      const { json } = await read('v1/projects/octopus-project.json');
      await approve('octopus-project', 'context', json.context, `After ${writes} writes.`);
      const dying = publishHandler({
        ...world.dependencies,
        edge: world.edge,
        files: failingAfter(world.files, writes),
      });
      await expect(dying()).rejects.toThrow('The power went.');
      const before = (await read('v1/index.json')).json.sequence;
      await world.publish();
      expect(await checkPublished(read)).toBe(before + 1);
      expect((await read('v1/projects/octopus-project.json')).json.context).toBe(`After ${writes} writes.`);
    }
  });

  it('before it notes that the files are written leaves nothing that wakes publishers for ever', async () => {
    const { json } = await read('v1/projects/octopus-project.json');
    await approve('octopus-project', 'context', json.context, 'Before the note.');
    const dying = publishHandler({
      ...world.dependencies,
      edge: world.edge,
      files: world.files,
      table: {
        ...world.table,
        put: async (item, when) => {
          if (item.pk === keys.head.pk) throw new Error('The power went.');
          return world.table.put(item, when);
        },
      },
    });
    await expect(dying()).rejects.toThrow('The power went.');
    await world.publish();
    const head = (await world.dump()).find(({ pk }) => pk === keys.head.pk);
    expect(head?.['projected']).toBe(head?.['sequence']);
  });

  it('that slept before it looked at HEAD plans nothing on older files', async () => {
    const { json } = await read('v1/projects/octopus-project.json');
    let slept = false;
    const sleeper = publishHandler({
      ...world.dependencies,
      edge: world.edge,
      files: world.files,
      table: {
        ...world.table,
        query: async (pk, options) => {
          if (pk === 'OUTBOX#PUBLISH' && !slept) {
            slept = true;
            await approve('octopus-project', 'title', json.title, 'Title two');
            await world.publish();
            await approve('octopus-project', 'summary', json.summary, 'Summary three');
          }
          return world.table.query(pk, options);
        },
      },
    });
    await sleeper();
    const sequence = await checkPublished(read);
    const { json: after } = await read('v1/projects/octopus-project.json');
    expect(after).toMatchObject({ title: 'Title two', summary: 'Summary three' });
    expect(after.provenance.title.sequence).toBe(sequence - 1);
    expect((await read(`v1/changes/${sequence}.json`)).json.operations).toMatchObject([
      { fields: ['summary'] },
    ]);
    expect((await world.get('/?q=title+two')).body).toContain('/projects/octopus-project');
  });

  it('that slept through a release does not overwrite it', async () => {
    const { json } = await read('v1/projects/glacy-plus.json');
    await approve('glacy-plus', 'context', json.context, 'First words.');
    let slept = false;
    const sleeper = publishHandler({
      ...world.dependencies,
      edge: world.edge,
      files: {
        ...world.files,
        write: async (file, etag) => {
          if (!slept) {
            slept = true;
            // While this one sleeps before its first write, another publishes this release and the next.
            await approve('glacy-plus', 'context', 'First words.', 'Second words.');
            await world.publish();
          }
          return world.files.write(file, etag);
        },
      },
    });
    await sleeper();
    await checkPublished(read);
    const { json: after } = await read('v1/projects/glacy-plus.json');
    expect(after.context).toBe('Second words.');
    expect(
      (await read(`v1/changes/${after.provenance.context.sequence}.json`)).json.operations,
    ).toMatchObject([{ id: 'glacy-plus', fields: ['context'] }]);
  });

  it('that reads the files of a newer release starts over, and makes nothing again', async () => {
    const { json } = await read('v1/projects/cybereast.json');
    await approve('cybereast', 'context', json.context, 'Words one.');
    const reading: string[] = [];
    let slept = false;
    const sleeper = publishHandler({
      ...world.dependencies,
      edge: world.edge,
      files: {
        ...world.files,
        read: async (path) => {
          if (path === 'v1/index.json' && !slept) {
            slept = true;
            await world.publish();
            await approve('cybereast', 'context', 'Words one.', 'Words two.');
          }
          return world.files.read(path);
        },
      },
      table: {
        ...world.table,
        get: (key) => {
          reading.push(key.pk);
          return world.table.get(key);
        },
      },
    });
    await sleeper();
    await checkPublished(read);
    expect((await read('v1/projects/cybereast.json')).json.context).toBe('Words two.');
    // A publisher that made files again would read what was done to other records.
    const records = reading.filter((pk) => pk.startsWith('RECORD#'));
    expect(new Set(records)).toEqual(new Set([keys.record('cybereast').pk]));
  });
});

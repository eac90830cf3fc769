import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings } from '../../lambdas/config/settings.ts';
import { gatherProof } from '../../operator/proof/gather.ts';
import { dossierDocument } from '../../operator/proof/linked-data.ts';
import { dossierPage } from '../../operator/proof/page.ts';
import { eraseSubject } from '../../operator/subject/erase.ts';
import { findSubject } from '../../operator/subject/find.ts';
import { erasedLines, heldLines } from '../../operator/subject/report.ts';
import { contributing } from '../support/contributing.ts';
import { publicUrl, startWorld, type World } from '../support/world.ts';

let world: World;
let people: ReturnType<typeof contributing>;
beforeAll(async () => {
  world = await startWorld();
  people = contributing(world);
  await world.seed();
  await world.publish();
});
afterAll(() => world.stop());

const find = (address: string) => findSubject(world.table, world.scan(), address, world.clock.now, () => {});
const list = async (address: string) => heldLines(address, await find(address)).join('\n');
async function erase(address: string, wishes = { withdraw: false, uncredit: false }): Promise<string> {
  const held = await find(address);
  const options = { table: world.table, settings, now: () => world.clock.now, ...wishes };
  const done = await eraseSubject(options, held);
  return erasedLines(
    address,
    await find(address).then(({ mentions }) => ({ ...held, mentions })),
    done,
    wishes.uncredit,
  ).join('\n');
}

function correction(email: string, name: string, outcome: string, comment: string | null = null) {
  return {
    kind: 'correction',
    record: 'octopus-project',
    version: 1,
    changes: [{ field: 'outcomes', from: [], to: [outcome] }],
    comment,
    contributor: { email, name },
  };
}

describe('a contributor', () => {
  const ada = 'Ada@Ada.example';

  it('is listed with all that is held, whatever the case of the address', async () => {
    const waiting = await people.send(correction(ada, 'Ada Lovelace', 'One', 'Ada Lovelace knows.'), ada);
    const sent = await world.postJson('/api/submissions', correction(ada, 'Ada Lovelace', 'Two'));
    const { reference: unconfirmed } = JSON.parse(sent.body);
    await people.send(
      correction('bob@bob.example', 'Bob', 'Three', 'As ada@ada.example says.'),
      'bob@bob.example',
    );
    const listed = await list('ada@ada.example');
    expect(listed).toContain(`${waiting}  correction of octopus-project, pending`);
    expect(listed).toContain(`${unconfirmed}  correction of octopus-project, unconfirmed`);
    expect(listed).toContain('Mails not sent yet, or given up: none');
    expect(listed).toMatch(/Also named in: 1\n {2}SUBMISSION#COR-\S+ STATE/);
    expect(listed).not.toContain('Bob');
    expect(await list('stranger@example.org')).toContain('Submissions: none');
  });

  it('erased, is nowhere in the table any more but where others wrote of them', async () => {
    const unsent = await world.postJson('/api/submissions', correction(ada, 'Ada Lovelace', 'Four'));
    const { reference } = JSON.parse(unsent.body);
    const said = await erase('ada@ada.example');
    expect(said).toContain(`${reference}  taken back; nobody had confirmed it`);
    expect(said).toContain('name, address, organisation and free text deleted');
    expect(said).toContain('which others wrote');
    expect(await people.whereIs(ada)).toEqual([]);
    expect(await people.whereIs('Ada Lovelace')).toEqual([]);
    expect(await people.whereIs('ada@ada.example')).toEqual([
      expect.stringMatching(/^SUBMISSION#COR-\S+ STATE$/),
    ]);
    const mails = world.mails.length;
    await world.notify();
    expect(world.mails).toHaveLength(mails);
    expect(await people.whereIs('bob@bob.example')).toHaveLength(1);
    // What waits can still be decided, and nobody is written to.
    expect(await list('ada@ada.example')).toContain('Submissions: none');
    expect(await erase('stranger@example.org')).toContain('Nothing was held');
  });

  it('has no mail sent that is still owed', async () => {
    await world.postJson('/api/submissions', correction('owed@ada.example', 'Ada Owed', 'Five'));
    const listed = await list('owed@ada.example');
    expect(listed).toMatch(/Mails not sent yet, or given up: 1\n {2}COR-\S+ {2}confirm-address/);
    await erase('owed@ada.example');
    expect((await world.dump()).filter(({ pk }) => pk === 'OUTBOX#MAIL')).toEqual([]);
  });
});

describe('who consented', () => {
  const grantor = 'grantor@coe.int';

  it('can be proved: what was agreed to, to which words, when, who decided, and where it went', async () => {
    people.days(1);
    await people.consentTo('glacy-plus', grantor, 'Grace Hopper');
    const dossier = await gatherProof(world.table, settings.people, 'glacy-plus');
    if (!dossier) throw new Error('There is nothing to prove.');
    const [proof] = dossier.proofs;
    expect(proof).toMatchObject({
      events: [{ type: 'given', by: 'grantor' }],
      grantor: { name: 'Grace Hopper', email: grantor },
      decision: { by: 'manager', name: 'Portal manager' },
      releases: [{ sequence: 2, what: 'Published the record on this consent' }],
      rehashed: proof?.consent.noticeSha256,
    });
    const at = world.clock.now.toISOString();
    const page = dossierPage(dossier, 'Portal', at);
    for (const text of [
      'cannot call back copies',
      'It is the same',
      'Grace Hopper',
      'Portal manager (manager)',
    ])
      expect(page).toContain(text);
    const receipt = String(proof?.consent.receipt);
    expect((await gatherProof(world.table, settings.people, receipt))?.proofs).toHaveLength(1);
    const document = JSON.stringify(dossierDocument(dossier, { settings, publicUrl, at }));
    expect(document).toContain('Release 2: Published the record on this consent');
    // No secret of a link is in it: neither as it was mailed, nor as its hash.
    const secrets = world.mails.flatMap(({ links }) => links).map((link) => link.split(/[/=]/).at(-1) ?? '');
    const hashes = (await world.dump()).flatMap(({ tokenHash }) => (tokenHash ? [String(tokenHash)] : []));
    expect(hashes.length).toBeGreaterThan(3);
    for (const secret of [...secrets.filter((one) => one.length > 40), ...hashes])
      expect([page.includes(secret), document.includes(secret)]).toEqual([false, false]);
  });

  it('whose notice on file was tampered with, is told so', async () => {
    const dossier = await gatherProof(world.table, settings.people, 'glacy-plus');
    const forged = dossier && {
      ...dossier,
      proofs: dossier.proofs.map((proof) => ({ ...proof, rehashed: 'another' })),
    };
    expect(forged && dossierPage(forged, 'Portal', 'now')).toContain('IT IS NOT THE SAME');
  });

  it('is not forgotten while the consent stands, and is told why', async () => {
    const said = await erase(grantor);
    expect(said).toMatch(
      /RCP-\S+ {2}name and address kept: the publication of glacy-plus rests on this consent/,
    );
    expect(said).toContain('--withdraw');
    expect(await people.whereIs(grantor)).toEqual([expect.stringMatching(/ GRANTOR$/)]);
    expect(await people.json('v1/projects/glacy-plus.json')).toMatchObject({
      publication: { consent: { organisation: 'Council of Europe' } },
    });
  });

  it('is forgotten when the consent is withdrawn with it, and the proof stays', async () => {
    const said = await erase(grantor, { withdraw: true, uncredit: false });
    expect(said).toContain('withdrawn; name and address deleted');
    for (const text of [grantor, 'Grace Hopper']) expect(await people.whereIs(text)).toEqual([]);
    await world.publish();
    await world.notify();
    expect(await people.json('v1/projects/glacy-plus.json')).toMatchObject({
      publication: { consent: null },
    });
    const dossier = await gatherProof(world.table, settings.people, 'glacy-plus');
    expect(dossier?.proofs).toMatchObject([
      { grantor: null, events: [{ type: 'given' }, { type: 'withdrawn' }] },
    ]);
    expect(dossier && dossierPage(dossier, 'Portal', 'now')).toContain('erased');
    await people.check();
  });
});

it('there is no proof of what there is not', async () => {
  for (const id of ['nowhere', 'RCP-0000-0000', '../etc']) {
    expect(await gatherProof(world.table, settings.people, id)).toBeNull();
  }
  const plain = await gatherProof(world.table, settings.people, 'cyber4dev');
  expect(plain && dossierPage(plain, 'Portal', 'now')).toContain('Nobody’s consent');
});

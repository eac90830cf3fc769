import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { contributing } from '../support/contributing.ts';
import { linkIn } from '../support/mail.ts';
import { inputValue } from '../support/requests.ts';
import { reviewing } from '../support/reviewing.ts';
import { startWorld, type World } from '../support/world.ts';

/** The same once more while the first waits, and ids that nothing has. */
let world: World;
let people: ReturnType<typeof contributing>;
let managers: ReturnType<typeof reviewing>;
beforeAll(async () => {
  world = await startWorld();
  await world.seed();
  await world.publish();
  people = contributing(world);
  managers = reviewing(world);
});
afterAll(() => world.stop());

const WAITS = 'Another one waits already';
const MANY = 'There may be another one like this';
const basis = { basis: 'public', sources: ['https://example.org/source'] };
const addition = (proposal: object, more = {}) => ({ kind: 'addition', proposal, basis, ...more });
const newestMail = () => world.mails.findLast(({ to }) => to === 'manager@example.org');

/** The page that comes before sending. */
function checked(fields: Readonly<Record<string, string>>) {
  return world.post('/add', {
    basis: 'public',
    'sources[0]': 'https://example.org/a',
    step: 'check',
    ...fields,
  });
}

async function alikeRows() {
  return (await world.dump()).filter(({ pk }) => pk.startsWith('ALIKE#'));
}

describe('the same project sent once more while the first waits', () => {
  const first = {
    title: 'Résilience numérique du Sahel',
    code: 'G-0999',
    url: 'https://www.example.org/sahel/',
  };
  let reference = '';

  beforeAll(async () => {
    const link = await managers.send(addition(first));
    expect((await world.get(link)).body).not.toContain(MANY);
    expect(newestMail()?.text).not.toContain('Waits for a decision as well');
    reference = /COR-\w{4}-\w{4}/.exec(newestMail()?.subject ?? '')?.[0] ?? '';
  });

  test.each([
    { title: first.title },
    { title: 'RESILIENCE  NUMERIQUE du Sahel!' },
    { title: 'Sahel: du numérique, résilience' },
    { title: 'Ｒésilience\u00a0numérique du Sahel' },
    { title: 'Something else', code: 'g-0999' },
    { title: 'Something else', url: 'http://example.org/sahel' },
    { title: 'Something else', url: 'https://example.org/sahel/?utm_source=x#top' },
  ])('whoever sends %j is told before sending, and nothing of the other one', async (fields) => {
    const page = await checked(fields);
    expect(page.status).toBe(200);
    expect(page.body).toContain(WAITS);
    expect(page.body).not.toContain(reference);
  });

  test.each([{ title: 'Cyber capacity in Fiji' }, { title: 'Something else', code: 'G-0998' }])(
    '%j is another project',
    async (fields) => {
      expect((await checked(fields)).body).not.toContain(WAITS);
    },
  );

  it('the manager reads of it in the mail and on both pages, and approves one', async () => {
    const second = await managers.send(addition({ title: 'resilience numerique du sahel' }));
    const mail = newestMail();
    const other = /COR-\w{4}-\w{4}/.exec(mail?.subject ?? '')?.[0] ?? '';
    expect(mail?.text).toMatch(new RegExp(`Waits for a decision as well:?\\s+(?:> )?${reference}`));
    const page = await world.get(second);
    expect(page.body).toContain(MANY);
    expect(page.body).toContain(`${reference}: ${first.title}`);
    const [, link = ''] =
      /(\/review\/[\w-]+)/.exec(
        linkIn(
          world.mails.find(({ subject }) => subject.includes(reference)),
          'review',
        ),
      ) ?? [];
    expect((await world.get(link)).body).toContain(other);
    expect((await managers.decide(second, { decision: 'approve' })).status).toBe(303);
    await world.publish();
    const after = await world.get(link);
    expect(after.body).toContain(MANY);
    expect(after.body).toContain('/projects/resilience-numerique-du-sahel');
    expect((await managers.decide(link, { decision: 'reject', reason: 'duplicate' })).status).toBe(303);
    expect(await alikeRows()).toEqual([]);
    const third = await checked({ title: first.title });
    expect(third.body).toContain('The inventory may have this already');
    expect(third.body).not.toContain(WAITS);
  });

  it('what waits for its address counts for whoever sends, and is nobody else’s to see', async () => {
    const email = 'twice@example.org';
    const title = 'Trusted networks of Oceania';
    const sent = await world.postJson('/api/submissions', addition({ title }, { contributor: { email } }));
    expect(sent.status).toBe(201);
    expect((await checked({ title })).body).toContain(WAITS);
    const link = await managers.send(addition({ title }));
    expect((await world.get(link)).body).not.toContain(MANY);
    await people.confirm(email);
    expect((await world.get(link)).body).toContain(MANY);
    await world.post(
      new URL(JSON.parse(sent.body).statusUrl).searchParams.get('t')?.replace(/^/, '/confirm/') ?? '',
      {
        decision: 'cancel',
      },
    );
    expect((await world.get(link)).body).not.toContain(MANY);
    await managers.decide(link, { decision: 'reject', reason: 'other' });
    expect(await alikeRows()).toEqual([]);
  });
});

describe('the same project three times', () => {
  const title = 'Ports of the Caribbean';
  const others = async (link: string) => {
    const { body } = await world.get(link);
    const part = body.split(MANY)[1]?.split('</section>')[0] ?? '';
    return [...new Set(part.match(/COR-\w{4}-\w{4}/g))].sort();
  };
  const sentNow = async (proposal: object) => {
    const link = await managers.send(addition(proposal));
    return { link, reference: /COR-\w{4}-\w{4}/.exec(newestMail()?.subject ?? '')?.[0] ?? '' };
  };

  it('each page and mail names those that wait, and none that was rejected or is published', async () => {
    const first = await sentNow({ title });
    const second = await sentNow({ title: 'ports OF the  Caribbean', code: 'G-0777' });
    // Letters of Cyrillic, and the same code.
    const third = await sentNow({ title: 'P\u043erts of the C\u0430ribbean', code: 'g-0777' });
    for (const { reference } of [first, second]) expect(newestMail()?.text).toContain(reference);
    expect(await others(third.link)).toEqual([first.reference, second.reference].sort());
    expect(await others(first.link)).toEqual([second.reference, third.reference].sort());
    await managers.decide(second.link, { decision: 'reject', reason: 'duplicate' });
    expect(await others(third.link)).toEqual([first.reference]);
    expect(await others(first.link)).toEqual([third.reference]);
    expect((await checked({ title })).body).toContain(WAITS);
    expect((await managers.decide(first.link, { decision: 'approve' })).status).toBe(303);
    await world.publish();
    expect(await others(third.link)).toEqual([]);
    const page = await world.get(third.link);
    expect(page.body).toContain('/projects/ports-of-the-caribbean');
    expect(page.body).toContain(
      '“P\u043erts of the C\u0430ribbean” looks like “Ports of the Caribbean”, but is written otherwise.',
    );
    await managers.decide(third.link, { decision: 'reject', reason: 'duplicate' });
    expect(await alikeRows()).toEqual([]);
    expect((await checked({ title })).body).not.toContain(WAITS);
  });

  it('one in letters that only look so is told with the published one, in mail and pages', async () => {
    const imitation = '\u0421yberS\u043euth';
    const link = await managers.send(addition({ title: imitation }));
    expect(newestMail()?.text).toContain('CyberSouth: ');
    for (const text of [newestMail()?.text, (await world.get(link)).body])
      expect(text).toContain(`“${imitation}” looks like “CyberSouth”, but is written otherwise.`);
    expect((await checked({ title: imitation })).body).toContain('The inventory may have this already');
    await managers.decide(link, { decision: 'reject', reason: 'duplicate' });
  });
});

describe('another correction of the same field', () => {
  it('is told to whoever corrects it, without what it says, and to the manager', async () => {
    const first = await managers.waiting('glacy-plus', { code: 'G-1111', endDate: '2031-12-31' });
    const reference = /COR-\w{4}-\w{4}/.exec(newestMail()?.subject ?? '')?.[0] ?? '';
    const check = (fields: Record<string, string>) =>
      world.post('/correct/glacy-plus', { step: 'check', ...fields });
    const page = await check({ endDate: '2032-01-01' });
    expect(page.status).toBe(200);
    expect(page.body).toContain(WAITS);
    expect(page.body).toContain('that changes the same: End date.');
    expect(page.body).not.toContain('2031');
    expect(page.body).not.toContain(reference);
    expect((await check({ startDate: '2015-01-01' })).body).not.toContain(WAITS);
    const second = await managers.waiting('glacy-plus', { endDate: '2032-01-01' });
    expect(newestMail()?.text).toContain(`${reference}: End date`);
    expect((await world.get(second)).body).toContain(reference);
    await managers.decide(first, { decision: 'reject', reason: 'other' });
    expect((await check({ code: 'G-1112' })).body).not.toContain(WAITS);
  });
});

describe('the id that a new project is offered', () => {
  const offered = async (link: string) => inputValue(await world.get(link), 'value[id]');

  test.each([
    ['تعزيز الأمن السيبراني', {}, /^[a-z0-9-]+$/],
    ['网络安全能力建设', {}, /^wang-luo-an-quan/],
    ['Кибербезопасность', {}, /^kiberbezopasnost$/],
    ['Κυβερνοασφάλεια', {}, /^[a-z0-9-]+$/],
    ['ความปลอดภัยไซเบอร์', {}, /^[a-z0-9-]+$/],
    ['🛡️🛡️', { code: 'G-7' }, /^g-7$/],
    ['🚀🚀', {}, /^project-[a-z0-9]+$/],
    ['CyberSouth', {}, /^cybersouth-2$/],
    ['CYBERSOUTH+', {}, /^cybersouth-plus$/],
  ])('%s', async (title, more, id) => {
    const link = await managers.send(addition({ title, ...more }));
    expect(await offered(link)).toMatch(id);
    const approved = await managers.decide(link, { decision: 'approve' });
    expect(approved.status, approved.body).toBe(303);
  });

  it('is the next one where it was taken meanwhile', async () => {
    const links = [];
    for (const code of ['A', 'B', 'C'])
      links.push(await managers.send(addition({ title: 'Same again', code })));
    const forms = await Promise.all(
      links.map(async (link) => managers.submitted(await world.get(link), { decision: 'approve' })),
    );
    expect(forms.map((form) => form['value[id]'])).toEqual(['same-again', 'same-again', 'same-again']);
    const [first = '', second = '', third = ''] = links;
    expect((await world.post(first, forms[0] ?? {})).status).toBe(303);
    const refused = await world.post(second, forms[1] ?? {});
    expect(refused.status).toBe(422);
    expect(refused.body).toContain(world.rule('id-taken'));
    expect(inputValue(refused, 'value[id]')).toBe('same-again-2');
    expect((await managers.decide(second, { decision: 'approve' })).status).toBe(303);
    expect(await offered(third)).toBe('same-again-3');
    expect((await managers.decide(third, { decision: 'approve', 'value[id]': 'named-by-hand' })).status).toBe(
      303,
    );
  });

  it('is none that a project had which is gone, or that is another name of one', async () => {
    const email = 'objector@example.org';
    await people.send({ kind: 'objection', record: 'octopus-project', contributor: { email } }, email);
    await people.decide({ decision: 'approve' });
    await world.table.put({ pk: 'RECORD#old-name', sk: 'ALIAS', record: 'cybereast', schema: 1 });
    const gone = await managers.send(addition({ title: 'Octopus Project' }));
    expect(await offered(gone)).toBe('octopus-project-2');
    const alias = await managers.send(addition({ title: 'Old name' }));
    expect(await offered(alias)).toBe('old-name-2');
    const refused = await managers.decide(alias, { decision: 'approve', 'value[id]': 'old-name' });
    expect(refused.status).toBe(422);
    expect(inputValue(refused, 'value[id]')).toBe('old-name-2');
  });

  it('stays what was typed where nothing has it, and where it is none', async () => {
    const link = await managers.send(addition({ title: 'Typed by hand' }));
    for (const typed of ['My Own', 'by-hand']) {
      const page = await managers.decide(link, { decision: 'reject', 'value[id]': typed });
      expect(page.status).toBe(422);
      expect(inputValue(page, 'value[id]')).toBe(typed);
    }
  });
});

describe('organisations of new projects', () => {
  it('have the ids of the inventory, and of their own where the name is another', async () => {
    const link = await managers.send(
      addition({
        title: 'Of many',
        funders: [{ name: 'COUNCIL OF EUROPE' }, { name: 'Council of Europe', url: 'https://www.coe.int/' }],
        implementers: [{ name: 'Planet' }, { name: 'Planet+' }, { name: 'Агентство' }],
        partners: [{ name: 'planet' }],
      }),
    );
    expect((await managers.decide(link, { decision: 'approve', 'value[id]': 'of-many' })).status).toBe(303);
    await world.publish();
    const { funders, implementers, partners } = (await people.json(
      '/v1/projects/of-many.json',
    )) as never as Record<string, { id: string }[]>;
    expect(funders?.map(({ id }) => id)).toEqual(['council-of-europe']);
    expect(implementers?.map(({ id }) => id)).toEqual(['planet', 'planet-plus', 'agentstvo']);
    expect(partners?.map(({ id }) => id)).toEqual(['planet']);
    await people.check();
  });
});

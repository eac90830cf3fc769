import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askedName, asTyped, reading } from '../../lambdas/domain/asked.ts';
import { filled, form, sendForm } from '../support/correction-form.ts';
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
beforeEach(async () => {
  // Whatever an earlier test left owed goes out before this one counts.
  await world.notify();
  world.mails.length = 0;
});

/** The page of a correction that says this, or the form again. */
const checked = async (fields: Record<string, string>) => {
  const { endDate: _same, ...rest } = filled();
  return world.post(form, { ...rest, ...fields, step: 'check' });
};
const added = (proposal: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  world.postJson('/api/submissions', {
    kind: 'addition',
    proposal: { title: 'A project', ...proposal },
    basis: { basis: 'public', sources: ['https://example.org/'] },
    ...more,
  });

describe('a form', () => {
  it('completes a web address, and shows what it made of it before it is sent', async () => {
    const page = await checked({ 'links[0][url]': 'WWW.coe.int/My file', 'evidence[0]': 'coe.int' });
    expect(page.status).toBe(200);
    expect(page.body).toContain('https://www.coe.int/My%20file');
    expect(page.body).toContain('href="https://coe.int/"');
  });

  it('says everything that is wrong at once, each with a way to it, and keeps what was typed', async () => {
    const page = await checked({
      'links[0][url]': 'http://N/A',
      'funders[0][name]': 'ada@example.org',
      'evidence[0]': 'http://localhost/x',
      email: 'adá@example.org',
      title: '#REF!',
      code: 'G0677',
    });
    expect(page.status).toBe(422);
    for (const id of ['links-0-url', 'funders-0-name', 'evidence-0', 'email', 'title']) {
      expect(page.body).toContain(`href="#${id}"`);
    }
    for (const typed of ['http://N/A', 'ada@example.org', 'http://localhost/x', '#REF!', 'G0677']) {
      expect(page.body).toContain(`value="${typed}"`);
    }
  });

  it('takes another spelling of a web address for no change', async () => {
    const page = await checked({ url: 'HTTPS://cybilportal.org:443/projects/./octopus-cybercrime/' });
    expect(page.status).toBe(422);
    expect(page.body).toContain('Nothing differs');
  });

  it('takes white space for no change, and says so', async () => {
    const page = await checked({ title: '  Cybercrime@Octopus\u00a0\u200b ' });
    expect(page.status).toBe(422);
    expect(page.body).toContain('but white space');
    expect(page.body).toContain('href="#title"');
    expect((await checked({ title: 'Cybercrime@Octopus' })).body).toContain('Change at least one value');
  });

  it('makes one line of a title', async () => {
    const page = await checked({ title: 'Cyber\r\ncrime\tat\vOctopus' });
    expect(page.status).toBe(200);
    expect(page.body).toContain('Cyber crime at Octopus');
  });

  it('offers the right text beside what was typed, chosen by nobody yet', async () => {
    const page = await checked({ summary: 'Â£5 for R&amp;D' });
    expect(page.status).toBe(422);
    const radios = page.body.match(/<input[^>]*name="asked\[summary\]"[^>]*>/g) ?? [];
    expect(radios).toHaveLength(2);
    expect(radios.join('')).not.toContain('checked');
    expect(page.body).toContain('value="use:£5 for R&amp;D"');
    expect(page.body).toContain('>Â£5 for R&amp;amp;D</textarea>');
  });

  it('takes the offered text, or keeps what was typed, as was chosen', async () => {
    const typed = 'Â£5 for R&amp;D';
    const taken = await checked({ summary: typed, [askedName('summary')]: reading('£5 for R&D') });
    expect(taken.status).toBe(200);
    expect(taken.body).toContain('£5 for R&amp;D');
    expect(taken.body).not.toContain('Â');
    const keeps = { summary: typed, [askedName('summary')]: asTyped('ask-decoded') };
    const kept = await checked(keeps);
    expect(kept.status).toBe(200);
    expect(kept.body).toContain('Â£5 for R&amp;amp;D');
    const { endDate: _same, ...rest } = filled();
    await sendForm(world, { ...rest, ...keeps });
    // Back from the answers it need not be said again.
    const again = await world.post(form, { ...rest, ...keeps, step: 'edit' });
    expect(again.body).toContain('type="hidden" name="asked[summary]" value="keep:ask-decoded"');
  });

  it('keeps nothing that was asked about by another rule', async () => {
    const page = await checked({ summary: 'Â£5', [askedName('summary')]: asTyped('ask-entities') });
    expect(page.status).toBe(422);
    const refused = await checked({ title: '#REF!', [askedName('title')]: asTyped('no-title') });
    expect(refused.status).toBe(422);
  });

  it('reads an address as address books write it, and says what our mail service cannot do', async () => {
    const page = await checked({ title: 'Octopus', email: 'Ada <ada＠example.org>' });
    expect(page.body).toContain('<dd>ada@example.org</dd>');
    expect((await checked({ title: 'Octopus', email: 'ада@example.org' })).body).toContain('mail service');
  });

  it('drops what nobody sees, and refuses what passes for something else', async () => {
    expect((await checked({ title: 'Cyber\u200bcrime\u00ad@Octo\u2060pus' })).body).toContain(
      'but white space',
    );
    for (const title of ['Octopus\u3164', 'Octopus\u{e0041}', 'Octopus\ue000', 'Octopus\ufdd0']) {
      expect((await checked({ title })).status, JSON.stringify(title)).toBe(422);
    }
    for (const input of ['name', 'organisation', 'comment']) {
      expect((await checked({ title: 'Octopus', [input]: 'a\u3164b' })).status, input).toBe(422);
    }
  });
});

describe('the API', () => {
  it('asks the same, with the right text, and takes what is meant', async () => {
    const asked = await added({ summary: 'caf&eacute;' });
    expect(asked.status).toBe(422);
    expect(JSON.parse(asked.body)).toMatchObject({
      errors: [{ pointer: '/proposal/summary', offers: ['café'] }],
    });
    expect((await added({ summary: 'caf&eacute;' }, { asIs: true })).status).toBe(201);
  });

  it.each([
    ['a title that is none', { title: '[object Object]' }, '/proposal/title'],
    ['a page of this computer', { url: 'http://0x7f.1/' }, '/proposal/url'],
    ['a page without its scheme', { url: 'www.coe.int' }, '/proposal/url'],
    [
      'two pages in one',
      { links: [{ title: null, url: 'https://a.org https://b.org' }] },
      '/proposal/links/0/url',
    ],
    ['fillers', { partners: [{ name: 'A\u3164', url: null }] }, '/proposal/partners/0/name'],
  ])('refuses %s', async (_what, proposal, pointer) => {
    const answer = await added(proposal);
    expect(answer.status).toBe(422);
    expect(JSON.parse(answer.body).errors).toMatchObject([{ pointer }]);
  });

  it('says that a change of white space is none', async () => {
    const answer = await world.postJson('/api/submissions', {
      kind: 'correction',
      record: 'cybercrime-octopus',
      version: 1,
      changes: [{ field: 'title', from: 'Cybercrime@Octopus', to: 'Cybercrime@Octopus\u200b' }],
    });
    expect(answer.status).toBe(422);
  });
});

describe('whoever decides', () => {
  it('is asked about an edit as a contributor is about a text', async () => {
    const { endDate: _same, ...rest } = filled();
    await sendForm(world, { ...rest, summary: 'Research and development' });
    await world.notify();
    const link = linkIn(world.mails.at(-1), 'review');
    const decision = {
      decision: 'approve',
      'change[summary]': 'edit',
      seen: inputValue(await world.get(link), 'seen'),
    };
    const asked = await world.post(link, { ...decision, 'value[summary]': 'R&amp;D' });
    expect(asked.status).toBe(422);
    expect(asked.body).toContain('name="asked[value[summary]]" value="use:R&amp;D');
    const unseen = await world.post(link, { ...decision, 'value[summary]': 'R and D\u{e0041}' });
    expect(unseen.status).toBe(422);
    const taken = { 'value[summary]': 'R&amp;D', [askedName('value[summary]')]: reading('R&D') };
    expect((await world.post(link, { ...decision, ...taken })).status).toBe(303);
  });

  it('is told where addresses lead, and which letters pass for others, on the page and in the mail', async () => {
    const { endDate: _same, ...rest } = filled();
    await sendForm(world, {
      ...rest,
      'implementers[0][name]': 'Council of Europ\u0435',
      'implementers[0][url]': 'https://coe.int.evil.example/',
      'evidence[0]': 'https://93.184.216.34:8080/',
    });
    await world.notify();
    const mail = world.mails.at(-1);
    const page = await world.get(linkIn(mail, 'review'));
    for (const told of [page.body, JSON.stringify(mail)]) {
      expect(told).toContain('The host coe.int.evil.example looks like coe.int');
      expect(told).toContain('93.184.216.34 is a number');
      expect(told).toContain('names a port');
      expect(told).toContain('Cyrillic');
    }
    expect(page.body).toContain('Letters of another script: Cyrillic \u0435.');
  });
});

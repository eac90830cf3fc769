import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

/** Nothing of this may be lost, and none of it keeps a list from growing. */
const wrong = {
  endDate: 'when it rains',
  email: 'nobody',
  'funders[0][url]': 'nonsense',
  subject: 'a robot?',
};

describe('a form of lists', () => {
  it.each([form, '/add'])('gets a row more in %s, whatever else is wrong', async (path) => {
    const before = await world.dump();
    const fields = filled(wrong);
    const page = await world.post(path, { ...fields, 'funders[0][name]': 'Estonia', step: 'more:funders' });
    expect(page.status).toBe(200);
    expect(page.body).not.toContain('<title>Error: ');
    expect(page.body).toContain('value="when it rains"');
    expect(page.body).toContain('value="a robot?"');
    expect(inputValue(page, 'key')).toBe(fields['key']);
    expect(inputValue(page, 'funders[0][url]')).toBe('nonsense');
    // The button led to it.
    expect(page.body).toContain('id="funders-1-name" name="funders[1][name]"');
    expect(page.body).not.toContain('funders[2]');
    expect(await world.dump()).toEqual(before);
  });

  it('loses a row, and says so with what it sends', async () => {
    const key = filled()['key'] ?? '';
    const rows = { 'funders[0][name]': 'Estonia', 'funders[1][name]': 'Atlantis', funders: '' };
    const page = await world.post(form, { key, version: '1', ...rows, step: 'remove:funders[0]' });
    expect(page.status).toBe(200);
    expect(inputValue(page, 'funders[0][name]')).toBe('Atlantis');
    expect(page.body).not.toContain('Estonia"');
    const check = await world.post(form, {
      key,
      version: '1',
      funders: '',
      'funders[0][name]': 'Atlantis',
      step: 'check',
    });
    expect(check.body).toContain('<del>Estonia');
    expect(check.body).toContain('<ins>Atlantis');
  });

  it('shows what the inventory says of fields that did not come with it, so that they are not emptied', async () => {
    const page = await world.post(form, filled({ endDate: 'when it rains' }));
    expect(page.status).toBe(422);
    expect(inputValue(page, 'title')).toBe('Cybercrime@Octopus');
    expect(inputValue(page, 'funders[0][name]')).not.toBe('');
  });

  it('may ask for some fields', async () => {
    const page = await world.get(`${form}?field=startDate&field=endDate&field=nonsense`);
    expect(page.body).toContain('name="startDate"');
    expect(page.body).toContain('name="endDate"');
    expect(page.body).not.toContain('name="title"');
    const refused = await world.request(form, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: 'version=1&field=startDate&field=endDate&startDate=soon&endDate=2016',
    });
    expect(refused.status).toBe(422);
    expect(refused.body.match(/name="field"/g)).toHaveLength(2);
    expect(refused.body).not.toContain('name="title"');
  });
});

describe('a review of lists', () => {
  async function waitingReview(): Promise<string> {
    await sendForm(world, {
      ...filled(),
      funders: '',
      'funders[0][name]': 'Estonia',
      'funders[1][name]': 'Atlantis',
    });
    await world.notify();
    return linkIn(world.mails.at(-1), 'review');
  }

  it('gets a row more or less without deciding anything, and takes that for an edit', async () => {
    const link = await waitingReview();
    const seen = inputValue(await world.get(link), 'seen');
    const before = await world.dump();
    const typed = { seen, decision: 'approve', note: 'Kept', 'value[funders][0][name]': 'Estonia' };
    const page = await world.post(link, { ...typed, step: 'more:value[funders]' });
    expect(page.status).toBe(200);
    expect(page.body).toContain('id="value-funders-1-name"');
    expect(page.body).toContain('>Kept</textarea>');
    expect(page.body).toMatch(/name="change\[funders\]" value="edit" checked/);
    expect(page.body).toContain('<details open>');
    const less = await world.post(link, { ...typed, step: 'remove:value[funders][0]' });
    expect(less.body).not.toMatch(/name="value\[funders\]\[0\]\[name\]"[^>]*value="Estonia"/);
    expect(await world.dump()).toEqual(before);
  });

  it('says that the record moved meanwhile', async () => {
    const link = await waitingReview();
    const page = await world.post(link, { seen: 'another state', step: 'more:value[funders]' });
    expect(page.status).toBe(409);
  });
});

describe('an addition', () => {
  const addition = {
    kind: 'addition',
    proposal: { title: 'Project Polaris', startDate: '2024' },
    basis: { basis: 'public', sources: ['https://example.org/polaris'] },
  };

  async function proposed(title: string): Promise<string> {
    const answer = await world.postJson('/api/submissions', {
      ...addition,
      proposal: { ...addition.proposal, title },
    });
    expect(answer.status, answer.body).toBe(201);
    await world.notify();
    return linkIn(world.mails.at(-1), 'review');
  }

  it('can be added to by whoever decides, also what nobody proposed', async () => {
    const link = await proposed('Project Polaris');
    const page = await world.get(link);
    expect(page.body).toContain('name="value[summary]"');
    const answer = await world.post(link, {
      seen: inputValue(page, 'seen'),
      decision: 'approve',
      'value[id]': 'polaris',
      'change[title]': 'accept',
      'change[summary]': 'edit',
      'value[summary]': 'Shows the way.',
      'change[funders]': 'edit',
      'value[funders]': '',
      'value[funders][0][name]': 'Estonia',
      'change[outputs]': 'edit',
      'value[outputs]': '',
    });
    expect(answer.status, answer.body).toBe(303);
    await world.publish();
    const record = JSON.parse((await world.files.read('v1/projects/polaris.json'))?.body ?? '');
    expect(record).toMatchObject({
      title: 'Project Polaris',
      summary: 'Shows the way.',
      funders: [{ id: 'estonia', name: 'Estonia', url: null }],
      outputs: [],
    });
    const outcome = await world.get(link);
    expect(outcome.body).toContain('Added by the portal manager');
    expect(outcome.body).toContain('Shows the way.');
  });

  it('is taken from a form of which most is left empty', async () => {
    const empty = {
      summary: '',
      startDate: '',
      status: '',
      funders: '',
      recordLanguage: '',
      'links[0][url]': '',
    };
    const page = await world.post('/add', {
      ...empty,
      title: 'Project Sirius',
      basis: 'public',
      'sources[0]': 'https://example.org/sirius',
      step: 'check',
    });
    expect(page.status).toBe(200);
    expect(page.body).toContain('Project Sirius');
  });

  it('is refused with what is wrong with an added field', async () => {
    const link = await proposed('Project Procyon');
    const seen = inputValue(await world.get(link), 'seen');
    for (const [value, rule] of [
      ['soon', 'not-a-date'],
      ['1999', 'end-before-start'],
    ] as const) {
      const page = await world.post(link, {
        seen,
        decision: 'approve',
        'value[id]': 'procyon',
        'change[endDate]': 'edit',
        'value[endDate]': value,
      });
      expect(page.status).toBe(422);
      expect(page.body).toContain(world.rule(rule));
      expect(page.body).toContain('href="#value-endDate"');
      expect(page.body).toMatch(/<details class="change" open>/);
    }
  });
});

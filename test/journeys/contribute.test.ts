import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asReference } from '../../lambdas/domain/names.ts';
import { launchChromium } from '../support/chromium.ts';
import { startJourney } from '../support/journey.ts';
import type { Running } from '../support/running.ts';

const browser: Browser | null = await launchChromium();
if (!browser) console.error('SKIPPED: no Chromium here. Install Chrome, or name it in CHROME_PATH.');

/** Every kind of contribution but a plain correction, from the form to the published file. */
describe.skipIf(!browser)('in a browser without JavaScript', () => {
  let running: Running;
  let page: Page;

  beforeAll(async () => {
    ({ running, page } = await startJourney(browser));
  });
  afterAll(async () => {
    await running?.stop();
    await browser?.close();
  });

  const heading = () => page.getByRole('heading', { level: 1 }).textContent();
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const choose = (name: string | RegExp) => page.getByRole('radio', { name }).check();
  const fill = (name: string, text: string) => page.locator(`[name="${name}"]`).fill(text);
  const open = (path: string) => page.goto(running.pages + path);

  async function confirm(address: string, reference: string): Promise<void> {
    await page.goto(running.linkIn(await running.mailAbout(address, reference), 'confirm'));
    await choose(/^Yes/);
    await press('Continue');
    expect(await heading()).toContain('confirmed');
  }

  async function openReview(reference: string): Promise<void> {
    await page.goto(running.linkIn(await running.mailAbout('manager@example.org', reference), 'review'));
  }

  async function decide(reference: string, choice: RegExp): Promise<void> {
    await openReview(reference);
    await choose(choice);
    await press('Send decision');
  }

  async function sentReference(): Promise<string> {
    await page.waitForURL(/\/submissions\//);
    return asReference(/COR-[^?]+/.exec(page.url())?.[0] ?? '');
  }

  describe('a project that is public already', () => {
    let reference: string;

    it('is proposed from the start page, with rows added and removed', async () => {
      await open('/');
      await page.getByRole('link', { name: 'Add a project' }).click();
      await fill('title', 'Cybercrime Óctopus');
      await fill('endDate', 'not typed yet');
      await fill('funders[0][name]', 'Estonia');
      for (const [row, name] of ['Atlantis', 'Japan'].entries()) {
        await press('Add to funders');
        const box = page.locator(`[name="funders[${row + 1}][name]"]:focus`);
        await box.waitFor();
        await box.fill(name);
      }
      // Enter does what the last button does.
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
      await page.locator('button[value="remove:funders[1]"]').click();
      await page.waitForURL(/#funders$/);
      expect(await page.locator('[name="funders[1][name]"]').inputValue()).toBe('Japan');
      expect(await page.locator('[name=endDate]').inputValue()).toBe('not typed yet');
      await fill('endDate', '2024');
    });

    it('needs a reason why it may be public', async () => {
      await press('Check your answers');
      await page
        .getByRole('alert')
        .getByRole('link', { name: /reason why/ })
        .click();
      expect(new URL(page.url()).hash).toBe('#basis');
      await choose('It is publicly available already');
      await fill('sources[0]', 'https://example.org/octopus');
      await press('Check your answers');
    });

    it('is held against what there is before it is sent', async () => {
      expect(await heading()).toBe('Check your answers');
      expect(await page.getByRole('link', { name: 'Cybercrime@Octopus' }).count()).toBe(1);
      await press('Send project');
      reference = await sentReference();
      expect(await heading()).toBe('Project sent');
    });

    it('is published under the identifier and with what the manager adds', async () => {
      await openReview(reference);
      expect(await page.locator('[name="value[id]"]').inputValue()).toBe('cybercrime-octopus-2');
      await fill('value[id]', 'cybercrime-octopus');
      await choose(/^Approve/);
      await press('Send decision');
      await page
        .getByRole('alert')
        .getByRole('link', { name: /had this identifier/ })
        .click();
      await fill('value[id]', 'octopus-again');
      await page.getByText('Add more to it than was sent').click();
      await fill('value[summary]', 'What nobody proposed.');
      await press('Send decision');
      expect(await heading()).toContain('Approved');
      const record = await running.published('/v1/projects/octopus-again.json');
      expect(record).toMatchObject({
        version: 1,
        summary: 'What nobody proposed.',
        funders: [{ name: 'Estonia' }, { name: 'Japan' }],
        publication: { basis: 'public', sources: ['https://example.org/octopus'], consent: null },
      });
    });
  });

  describe('a project that only its owner may publish', () => {
    const owner = 'ada@owner.example';

    it('is published with the consent that comes with it', async () => {
      await open('/add');
      await fill('title', 'Project Lovelace');
      await fill('summary', 'Only its owner may say this.');
      await choose('I may consent for its owner');
      await page.getByText('If you consent: what').click();
      expect(await page.locator('[name=authority]').isChecked()).toBe(false);
      await page.locator('[name=authority]').check();
      await fill('email', owner);
      await fill('organisation', 'Analytical Engines');
      await press('Check your answers');
      await press('Send project');
      const reference = await sentReference();
      await confirm(owner, reference);
      await decide(reference, /^Approve/);
      const record = await running.published('/v1/projects/project-lovelace.json');
      expect(record).toMatchObject({
        publication: { basis: 'consent', consent: { organisation: 'Analytical Engines' } },
      });
      await open('/projects/project-lovelace');
      expect(await page.getByText(/^Consent given by Analytical Engines/).count()).toBe(1);
    });

    it('leaves for good with the link of the receipt, and so does what waits about it', async () => {
      await open('/correct/project-lovelace?field=endDate');
      await fill('endDate', '2023');
      await press('Check your answers');
      await press('Send correction');
      const waiting = await sentReference();
      await running.mailAbout('manager@example.org', waiting);
      await page.goto(running.linkIn(await running.mailAbout(owner, 'your receipt'), 'confirm'));
      expect(await heading()).toBe('What you agreed to');
      await press('Continue');
      expect(await page.title()).toMatch(/^Error: /);
      await choose(/^Yes, I withdraw/);
      await press('Continue');
      expect(await heading()).toBe('You withdrew this consent');
      const tombstone = await running.published(
        '/v1/projects/project-lovelace.json',
        ({ withdrawn }) => withdrawn !== undefined,
      );
      expect(Object.keys(tombstone).sort()).toEqual(['id', 'sequence', 'withdrawn']);
      for (const path of ['/projects/', '/correct/', '/consent/', '/object/', '/withdraw/']) {
        expect((await open(`${path}project-lovelace`))?.status(), path).toBe(410);
      }
      expect((await running.mailAbout(owner, 'What you withdrew is gone')).text).toContain(
        `release ${tombstone['sequence']}`,
      );
      await openReview(waiting);
      expect(await page.getByText(/^The project left the inventory for good/).count()).toBe(1);
      expect(await page.getByText('2023').count()).toBe(0);
      await page.goto(running.linkIn(await running.mailAbout(owner, 'your receipt'), 'confirm'));
      expect(await page.getByText(/^Nothing that rested on it is published any more/).count()).toBe(1);
    });
  });

  describe('consent to an entry', () => {
    const grantor = 'grantor@coe.int';

    it('is given with a tick and an address, and the manager may ask before accepting', async () => {
      await open('/projects/glacy-plus');
      await page.getByRole('link', { name: 'Consent to its publication' }).click();
      await fill('email', grantor);
      await press('Send my consent');
      await page.getByRole('alert').getByRole('link').click();
      expect(new URL(page.url()).hash).toBe('#authority');
      await page.locator('[name=authority]').check();
      await press('Send my consent');
      const reference = await sentReference();
      await confirm(grantor, reference);
      await openReview(reference);
      await choose(/^Ask/);
      await fill('note', 'For whom do you speak?');
      await press('Send decision');
      await page.goto(running.linkIn(await running.mailAbout(grantor, 'For whom'), 'submissions'));
      expect(await page.getByText('For whom do you speak?').count()).toBe(1);
      await page.getByRole('link', { name: 'Answer' }).click();
      await fill('answer', 'For the Council of Europe.');
      await choose(/^Send the answer/);
      await press('Continue');
      await running.mailAbout('manager@example.org', reference);
      await openReview(reference);
      expect(await page.getByText('For the Council of Europe.').count()).toBe(1);
      await choose(/^Accept/);
      await press('Send decision');
      const given = await running.published('/v1/projects/glacy-plus.json', ({ version }) => version === 2);
      expect(given).toMatchObject({
        publication: { basis: 'public', consent: { grantedAt: expect.any(String) } },
      });
    });

    it('is withdrawn with a link that only the address gets', async () => {
      await open('/projects/glacy-plus');
      await page.getByRole('link', { name: 'Withdraw your consent' }).click();
      await fill('email', grantor);
      await choose(/^Yes/);
      await press('Continue');
      const link = running.linkIn(await running.mailAbout(grantor, 'Somebody asked for the link'), 'confirm');
      await page.goto(link);
      await choose(/^Yes/);
      await press('Continue');
      const left = await running.published('/v1/projects/glacy-plus.json', ({ version }) => version === 3);
      expect(left).toMatchObject({ publication: { basis: 'public', consent: null } });
    });
  });

  it('an objection from a domain with a say holds the entry until it is decided', async () => {
    await open('/projects/cybereast');
    await page.getByRole('link', { name: 'Object to this entry' }).click();
    await fill('comment', 'This names people.');
    await fill('email', 'somebody@coe.int');
    await press('Send my objection');
    const reference = await sentReference();
    await confirm('somebody@coe.int', reference);
    await running.published('/v1/projects/cybereast.json', ({ held }) => held !== undefined);
    expect((await open('/projects/cybereast'))?.status()).toBe(404);
    expect(await heading()).toBe('This project is on hold');
    await openReview(reference);
    await choose(/^Reject/);
    await page.locator('[name=reason]').selectOption('incorrect');
    await press('Send decision');
    expect(await heading()).toContain('Rejected');
    await running.published('/v1/projects/cybereast.json', ({ title }) => title !== undefined);
    expect((await open('/projects/cybereast'))?.status()).toBe(200);
  });

  it('what was sent can be taken back until it is decided', async () => {
    await open('/correct/cyber4dev?field=endDate');
    await fill('endDate', '2023');
    await press('Check your answers');
    await press('Send correction');
    const reference = await sentReference();
    await page.getByRole('link', { name: 'Take it back' }).click();
    await press('Continue');
    expect(await page.title()).toMatch(/^Error: /);
    await choose(/^Take back/);
    await press('Continue');
    expect(await page.getByText('Taken back', { exact: true }).count()).toBe(1);
    await openReview(reference);
    expect(await heading()).toBe('There is nothing to decide any more.');
  });
});

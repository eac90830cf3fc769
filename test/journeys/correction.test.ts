import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { startJourney } from '../support/journey.ts';
import { filesBelow, type Running } from '../support/running.ts';

const browser: Browser | null = await launchChromium();
if (!browser) console.error('SKIPPED: no Chromium here. Install Chrome, or name it in CHROME_PATH.');

/** One person, from the wrong date to the published file; each step goes on where the one before ended. */
describe.skipIf(!browser)('a correction, in a browser without JavaScript', () => {
  let running: Running;
  let page: Page;
  let statusUrl: string;
  let reviewUrl: string;
  const address = 'grace.hopper@example.org';

  beforeAll(async () => {
    ({ running, page } = await startJourney(browser));
  });
  afterAll(async () => {
    await running?.stop();
    await browser?.close();
  });

  const heading = () => page.getByRole('heading', { level: 1 }).textContent();

  it('begins on the page of the project, with “Correct” beside the end date', async () => {
    await page.goto(running.pages);
    await page.getByRole('searchbox').fill('octopus');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'Cybercrime@Octopus' }).click();
    expect(await heading()).toBe('Cybercrime@Octopus');
    await page.getByRole('link', { name: 'Correct End date' }).click();
    expect(new URL(page.url()).search).toBe('?field=endDate');
  });

  it('has a box for robots that nobody sees, or reaches by Tab, on a phone or on a desk', async () => {
    const box = page.locator('[name=subject]');
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 640 });
      expect(await box.count()).toBe(1);
      expect(await box.isVisible()).toBe(false);
      expect(await page.getByText('Leave this empty').isVisible()).toBe(false);
      await page.locator('[name=endDate]').focus();
      const reached: (string | null)[] = [];
      while (reached.at(-1) !== 'step') {
        await page.keyboard.press('Tab');
        reached.push(await page.locator(':focus').getAttribute('name'));
      }
      expect(reached).toContain('credit');
      expect(reached).not.toContain('subject');
    }
    await page.setViewportSize({ width: 320, height: 640 });
  });

  it('asks for that one field and shows the value now', async () => {
    expect(await page.getByText('31 December 2020').count()).toBeGreaterThan(0);
    expect(await page.locator('[name=startDate]').count()).toBe(0);
    await page.locator('[name=endDate]').fill('31 decembre 2016');
    await page.locator('[name="evidence[0]"]').fill('our annual report');
    await page.locator('[name=email]').fill(address);
    await page.getByRole('button', { name: 'Check your answers' }).click();
  });

  it('says what is wrong on top, with a link to it, and keeps what was typed', async () => {
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.locator('[name=endDate]').inputValue()).toBe('31 decembre 2016');
    await page.getByRole('alert').getByRole('link').click();
    expect(new URL(page.url()).hash).toBe('#evidence-0');
    await page
      .locator('[name="evidence[0]"]')
      .fill('https://www.coe.int/en/web/cybercrime/cybercrime-octopus');
    await page.getByRole('button', { name: 'Check your answers' }).click();
  });

  it('repeats the answers in words, lets them be changed, and sends', async () => {
    expect(await heading()).toBe('Check your answers');
    expect(await page.getByText('31 December 2016').count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Change' }).first().click();
    await page.locator('[name=comment]').fill('An older page says so. <script>alert(1)</script>');
    await page.getByRole('button', { name: 'Check your answers' }).click();
    await page.getByRole('button', { name: 'Send correction' }).dblclick();
    await page.waitForURL(/\/submissions\//);
    statusUrl = page.url();
    expect(await page.getByText(/COR-[0-9A-Z]{4}-[0-9A-Z]{4}/).count()).toBeGreaterThan(0);
  });

  it('sends one mail to the address, whose link asks before it confirms', async () => {
    const mails = await running.mailsTo(address, 1);
    expect(mails).toHaveLength(1);
    await page.goto(running.linkIn(mails[0], 'confirm'));
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await page.title()).toMatch(/^Error: /);
    await page.getByRole('radio', { name: /^Yes/ }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await heading()).toContain('confirmed');
  });

  it('sends the manager a mail with the difference and one link', async () => {
    const mail = (await running.mailsTo('manager@example.org', 1)).at(-1);
    expect(mail?.text).toContain(address);
    expect(mail?.text).toContain('31 December 2020');
    expect(mail?.text).toContain('31 December 2016');
    reviewUrl = running.linkIn(mail, 'review');
  });

  it('shows the manager old and new with what changed marked, and the source to click', async () => {
    await page.goto(reviewUrl);
    expect(await page.locator('del').allInnerTexts()).toEqual(['20']);
    expect(await page.locator('ins').allInnerTexts()).toEqual(['16']);
    const source = page.locator('a[href="https://www.coe.int/en/web/cybercrime/cybercrime-octopus"]');
    expect(await source.getAttribute('rel')).toContain('noreferrer');
    expect(await page.locator('script').count()).toBe(0);
    expect(await page.locator('[name=decision]:checked').count()).toBe(0);
    await page.getByRole('button', { name: 'Send decision' }).click();
    expect(await page.title()).toMatch(/^Error: /);
  });

  it('takes the decision once, however often it is clicked, and shows the outcome', async () => {
    await page.getByRole('radio', { name: /^Approve/ }).check();
    await page.getByRole('button', { name: 'Send decision' }).dblclick();
    await page.getByRole('heading', { level: 1, name: /^Approved/ }).waitFor();
    await page.goto(reviewUrl);
    expect(await heading()).toContain('Approved');
  });

  it('tells the contributor, by mail and on the status page', async () => {
    const mails = await running.mailsTo(address, 2);
    expect(mails[1]?.text).toMatch(/End date\nYou sent:\n> .*\nPublished:\n> 31 December 2016\nAccepted/);
    await page.goto(statusUrl);
    expect(await page.getByText('Approved').count()).toBeGreaterThan(0);
    await page.goto(running.linkIn(mails[1], 'submissions'));
    expect(await page.getByText('Approved').count()).toBeGreaterThan(0);
  });

  it('is in the published files, with its provenance and the next sequence', async () => {
    const index = await running.published('/v1/index.json', ({ sequence }) => sequence === 2);
    expect(index).toMatchObject({ sequence: 2, previous: 1, recordCount: 9 });
    const record = await running.published('/v1/projects/cybercrime-octopus.json');
    const reference = /COR-[^?]+/.exec(statusUrl)?.[0];
    expect(record).toMatchObject({
      endDate: '2016-12-31',
      version: 2,
      provenance: { endDate: { sequence: 2, submission: reference, credit: null } },
    });
    const changes = await running.published('/v1/changes/2.json');
    expect(changes['operations']).toMatchObject([
      { op: 'replace', id: 'cybercrime-octopus', fields: ['endDate'] },
    ]);
    for (const name of ['record', 'inventory']) {
      expect(await running.published(`/v1/schema/${name}.schema.json`)).toHaveProperty('$schema');
    }
  });

  it('shows on a site of another origin', async () => {
    const scripted = await browser?.newPage();
    await scripted?.goto(`${running.site}/#cybercrime-octopus`);
    await scripted?.getByText('31 December 2016').first().waitFor();
    await scripted?.close();
  });

  it('leaves the address in no published file and no log line, nor the secrets of the links', async () => {
    const secrets = [
      address,
      'Hopper',
      new URL(statusUrl).searchParams.get('t'),
      reviewUrl.split('/').at(-1),
    ];
    const files = [
      ...(await filesBelow(running.folders.bucket)),
      ...(await filesBelow(running.folders.logs)),
    ];
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const text = await readFile(file, 'utf8');
      for (const secret of secrets) expect(text.includes(String(secret)), `${secret} in ${file}`).toBe(false);
    }
  });
});

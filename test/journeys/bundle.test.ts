import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { startJourney } from '../support/journey.ts';
import type { Running } from '../support/running.ts';

const browser: Browser | null = await launchChromium();
if (!browser) console.error('SKIPPED: no Chromium here. Install Chrome, or name it in CHROME_PATH.');

/** One person who knows more than one thing, and the manager who decides on each; each step goes on from the last. */
describe.skipIf(!browser)('two corrections in one go, in a browser without JavaScript', () => {
  let running: Running;
  let page: Page;
  let statusUrl: string;
  let reviewUrl: string;
  const address = 'katherine.johnson@example.org';

  beforeAll(async () => {
    ({ running, page } = await startJourney(browser));
  });
  afterAll(async () => {
    await running?.stop();
    await browser?.close();
  });

  const heading = () => page.getByRole('heading', { level: 1 }).textContent();

  it('begin with one, whose page offers to correct another project', async () => {
    await page.goto(`${running.pages}/correct/cybercrime-octopus?field=endDate`);
    await page.locator('[name=endDate]').fill('31/12/2016');
    await page.locator('[name=email]').fill(address);
    await page.getByRole('button', { name: 'Check your answers' }).click();
    await page.getByRole('button', { name: /^Send/ }).click();
    await page.waitForURL(/\/submissions\//);
    statusUrl = page.url();
    await page.getByRole('link', { name: 'Correct another project' }).click();
    expect(await heading()).toBe('Which project do you want to correct?');
  });

  it('go on with the next, which asks for no address again', async () => {
    await page.getByRole('searchbox').fill('cybersouth');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'CyberSouth' }).click();
    expect(await page.locator('[name=email]').count()).toBe(0);
    expect(await page.getByText(/^This goes with COR-/).count()).toBe(1);
    await page.locator('[name=endDate]').fill('2021');
    await page.getByRole('button', { name: 'Check your answers' }).click();
    await page.getByRole('button', { name: 'Change' }).first().click();
    expect(await page.locator('[name=email]').count()).toBe(0);
    await page.locator('[name=comment]').fill('It ran for a year more.');
    await page.getByRole('button', { name: 'Check your answers' }).click();
    await page.getByRole('button', { name: /^Send/ }).dblclick();
    await page.waitForURL(statusUrl);
    expect(await heading()).toBe('2 submissions sent');
    expect(await page.getByRole('heading', { level: 2, name: /^\d\. / }).allTextContents()).toEqual([
      '1. Cybercrime@Octopus',
      '2. CyberSouth',
    ]);
  });

  it('are confirmed together, by one mail', async () => {
    const mails = await running.mailsTo(address, 1);
    await page.goto(running.linkIn(mails[0], 'confirm'));
    expect(await page.getByRole('heading', { level: 2, name: /^\d\. / }).count()).toBe(2);
    await page.getByRole('radio', { name: /^Yes/ }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await heading()).toContain('confirmed');
    const requests = await running.mailsTo('manager@example.org', 1);
    expect(requests.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/Cybercrime@Octopus: 2 submissions sent together$/),
    ]);
    expect(requests[0]?.text).toContain('It ran for a year more.');
    reviewUrl = running.linkIn(requests[0], 'review');
  });

  it('are decided one by one, each leading to the next', async () => {
    await page.goto(reviewUrl);
    await page.getByRole('link', { name: 'Begin with “Cybercrime@Octopus”' }).click();
    await page.getByRole('radio', { name: /^Approve/ }).check();
    await page.getByRole('button', { name: 'Send decision' }).click();
    await page.getByRole('link', { name: 'Decide the next: “CyberSouth”' }).click();
    await page.getByRole('radio', { name: /^Reject/ }).check();
    await page.locator('[name=reason]').selectOption('unverifiable');
    await page.getByRole('button', { name: 'Send decision' }).click();
    expect(await heading()).toContain('Rejected: the correction of “CyberSouth”');
    await page.getByRole('link', { name: 'All that was sent together' }).click();
    expect(await heading()).toBe('All 2 are decided');
  });

  it('are followed on one page, and what was approved is published', async () => {
    await page.goto(statusUrl);
    expect(await page.locator('.standing').allInnerTexts()).toEqual(['Approved', 'Not accepted']);
    expect(await page.getByRole('link', { name: 'Correct another project' }).count()).toBe(0);
    const record = await running.published(
      '/v1/projects/cybercrime-octopus.json',
      ({ version }) => version === 2,
    );
    expect(record).toMatchObject({ endDate: '2016-12-31' });
  });
});

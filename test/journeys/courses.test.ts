import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { freeBlock } from '../support/running.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const browser: Browser | null = await launchChromium();
if (!browser) console.error('SKIPPED: no Chromium here. Install Chrome, or name it in CHROME_PATH.');

/** The product with another inventory than its first user's, as its README says to start it. */
describe.skipIf(!browser)('a register of courses', () => {
  let stop: () => Promise<void>;
  let pages: string;
  let reviewLink = '';
  let page: Page;

  beforeAll(async () => {
    const port = await freeBlock();
    pages = `http://localhost:${port}`;
    const args = ['bin/start.ts', '--memory', '--inventory', 'examples/courses'];
    const env = { ...process.env, PORT: `${port}` };
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
    stop = async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    };
    for await (const line of createInterface({ input: child.stdout })) {
      reviewLink = /https?:\/\/\S+\/review\/\S+/.exec(line)?.[0] ?? reviewLink;
      if (line.startsWith('Corrigenda is ready')) break;
    }
    const context = await browser?.newContext({ javaScriptEnabled: false });
    page = (await context?.newPage()) as Page;
    page.setDefaultTimeout(10_000);
  });
  afterAll(async () => {
    await stop?.();
    await browser?.close();
  });

  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const choose = (name: string | RegExp) => page.getByRole('radio', { name }).check();
  const fill = (name: string, text: string) => page.locator(`[name="${name}"]`).fill(text);

  /** The file of a record, once it says what it should. */
  async function published(id: string, wanted: object): Promise<void> {
    await expect
      .poll(async () => (await fetch(`${pages}/v1/courses/${id}.json`)).json().catch(() => null), {
        timeout: 20_000,
      })
      .toMatchObject(wanted);
  }

  it('has its demonstration waiting, which is decided and published', async () => {
    await page.goto(reviewLink);
    expect(await page.getByText('16', { exact: true }).count()).toBe(1);
    await choose(/^Approve/);
    await press('Send decision');
    await published('first-aid-for-teachers', { seats: 24, version: 2 });
  });

  it('is searched and read in its own words', async () => {
    await page.goto(pages);
    await page.getByLabel(/^Find a course/).fill('avalanche');
    await page.getByLabel(/^Find a course/).press('Enter');
    await page.getByRole('link', { name: 'Avalanche search' }).click();
    expect(new URL(page.url()).pathname).toBe('/courses/avalanche-search');
    expect(await page.getByText('Mountain rescue').count()).toBe(1);
    expect(await page.getByText(/project/i).count()).toBe(0);
  });

  it('takes a correction of its own kinds of fields, and asks about what is hardly meant', async () => {
    await page.goto(`${pages}/correct/avalanche-search`);
    await fill('hours', 'a dozen');
    await fill('closesOn', '2026');
    await press('Check your answers');
    const problems = await page.getByRole('alert').innerText();
    expect(problems).toContain('Hours: This is not a whole number.');
    expect(problems).toContain('The course would end before it starts');
    await fill('hours', '1,200');
    await fill('closesOn', '13 January 2027');
    await page.getByRole('checkbox', { name: 'First aid' }).check();
    await press('Check your answers');
    expect(await page.getByText('1,200', { exact: true }).count()).toBe(1);
    await press('Send correction');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Correction sent');
  });

  it('takes a new course, which asks for its own first fields first', async () => {
    await page.goto(`${pages}/add`);
    expect(await page.title()).toContain('Add a course');
    await fill('title', 'Helicopter hoist');
    await fill('taughtBy[0][name]', 'Mountain Volunteers');
    await choose('It is publicly available already');
    await fill('sources[0]', 'https://courses.example.org/hoist');
    await press('Check your answers');
    await press('Send course');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Course sent');
  });
});

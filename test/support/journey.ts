import type { Browser, Page } from 'playwright-core';
import { type Running, startRunning } from './running.ts';

export type Journey = { readonly running: Running; readonly page: Page };

/** A laptop of its own and, on it, a page as narrow as a small telephone, without JavaScript. */
export async function startJourney(browser: Browser | null): Promise<Journey> {
  if (!browser) throw new Error('No browser.');
  const running = await startRunning();
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
  });
  return { running, page: await context.newPage() };
}

import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { mayStartServices } from './database.ts';

const installed = [
  process.env['CHROME_PATH'],
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
];

/** A browser under test asks nobody for updates. Nothing here loosens what a page may do. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-sync',
  '--no-first-run',
];

/** A real Chromium: the one from the registry on Linux, elsewhere an installed Chrome; null where there is none. */
export async function launchChromium(): Promise<Browser | null> {
  mayStartServices();
  const linux = process.platform === 'linux';
  const executablePath = linux
    ? await sparticuz.executablePath()
    : installed.find((path) => path !== undefined && existsSync(path));
  if (!executablePath) return null;
  return chromium.launch({
    executablePath,
    args: linux ? ['--no-sandbox', ...quiet] : quiet,
    headless: true,
  });
}

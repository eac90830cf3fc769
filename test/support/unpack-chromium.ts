import sparticuz from '@sparticuz/chromium';

/** Unpacks the browser once, before test files that run at the same time would do it over each other. */
export async function setup(): Promise<void> {
  if (process.platform === 'linux') await sparticuz.executablePath();
}

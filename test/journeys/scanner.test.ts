import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../lambdas/config/routes.ts';
import { CONTRIBUTOR } from '../../lambdas/domain/owed.ts';
import { storeLink } from '../../lambdas/storage/mail-outbox.ts';
import { sha256 } from '../../lambdas/storage/secrets.ts';
import { launchChromium } from '../support/chromium.ts';
import { type Running, startRunning } from '../support/running.ts';

const browser: Browser | null = await launchChromium();
if (!browser) console.error('SKIPPED: no Chromium here. Install Chrome, or name it in CHROME_PATH.');

/** Mail scanners open every link, and some submit every form as it is. None of that may change anything. */
describe.skipIf(!browser)('a scanner', () => {
  let running: Running;
  let page: Page;
  let addresses: readonly string[];

  beforeAll(async () => {
    running = await startRunning();
    page = (await browser?.newPage()) as Page;
    addresses = await everyAddress(running);
  });
  afterAll(async () => {
    await running?.stop();
    await browser?.close();
  });

  it('knows an address for every GET route', () => {
    const declared = Object.values(routes)
      .flat()
      .filter((route) => route.startsWith('GET '));
    for (const route of declared) {
      const pattern = new RegExp(`^${route.slice(4).replace(/\{\w+\}/g, '[^/?]+')}(?:\\?|$)`);
      expect(
        addresses.filter((address) => pattern.test(address)),
        route,
      ).not.toEqual([]);
    }
  });

  it('that opens everything with GET and HEAD changes nothing', async () => {
    const before = await running.dump();
    for (const address of addresses) {
      for (const method of ['GET', 'HEAD']) {
        const { status } = await fetch(running.pages + address, { method, redirect: 'manual' });
        expect(status, `${method} ${address}`).toBeLessThan(500);
      }
    }
    expect(await running.dump()).toEqual(before);
  });

  it('gets from HEAD what it gets from GET, without the body', async () => {
    for (const address of addresses) {
      const [get, head] = await Promise.all(
        ['GET', 'HEAD'].map((method) => fetch(running.pages + address, { method, redirect: 'manual' })),
      );
      expect([head?.status, head?.headers.get('content-type')], address).toEqual([
        get?.status,
        get?.headers.get('content-type'),
      ]);
      expect(await head?.text()).toBe('');
    }
  });

  it('that presses every button of every form unchanged changes nothing', async () => {
    const before = await running.dump();
    let pressed = 0;
    for (const address of addresses.filter(
      (one) => !one.startsWith('/api/') && !one.startsWith('/assets/'),
    )) {
      await page.goto(running.pages + address);
      const buttons = await page.locator('form button').count();
      for (let index = 0; index < buttons; index += 1) {
        await page.goto(running.pages + address);
        await page.locator('form button').nth(index).click();
        await page.waitForLoadState();
        pressed += 1;
      }
    }
    expect(pressed).toBeGreaterThan(6);
    expect(await running.dump()).toEqual(before);
  });
});

/** An address for each route, with links that still wait for an answer. */
async function everyAddress(running: Running): Promise<readonly string[]> {
  const home = await (await fetch(running.pages)).text();
  const asset = /\/assets\/[\w.-]+/.exec(home)?.[0] ?? '/assets/none.css';
  const send = (contributor: object) =>
    fetch(`${running.pages}/api/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        kind: 'correction',
        record: 'cyber4dev',
        version: 1,
        changes: [{ field: 'endDate', from: null, to: '2022' }],
        contributor,
      }),
    });
  const { statusUrl } = (await (await send({ email: 'waiting@example.org' })).json()) as {
    statusUrl: string;
  };
  await send({});
  const expired = {
    reference: /COR-[^?]+/.exec(statusUrl)?.[0] ?? '',
    validUntil: '2020-01-01T00:00:00.000Z',
  };
  await storeLink(running.table, {
    ...expired,
    tokenHash: sha256('old-confirm'),
    purpose: 'confirm',
    holder: CONTRIBUTOR,
  });
  await storeLink(running.table, {
    ...expired,
    tokenHash: sha256('old-review'),
    purpose: 'review',
    holder: 'manager',
  });
  const { pathname, search } = new URL(statusUrl);
  const [confirm] = await running.mailsTo('waiting@example.org', 1);
  const [review] = await running.mailsTo('manager@example.org', 1);
  return [
    '/',
    '/?q=octopus',
    '/about',
    '/projects/cybercrime-octopus',
    '/projects/none',
    '/correct?code=G0677',
    '/correct/cybercrime-octopus',
    '/correct/cybercrime-octopus?field=endDate',
    pathname + search,
    `/api${pathname}${search}`,
    '/api/openapi.json',
    asset,
    new URL(running.linkIn(confirm, 'confirm')).pathname,
    new URL(running.linkIn(review, 'review')).pathname,
    '/confirm/old-confirm',
    '/review/old-review',
    '/confirm/unknown',
    '/review/unknown',
    '/nowhere',
  ];
}

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../lambdas/config/routes.ts';
import { asReference, type Reference } from '../../lambdas/domain/names.ts';
import { CONTRIBUTOR } from '../../lambdas/domain/owed.ts';
import { noticeInForce } from '../../lambdas/i18n/notices.ts';
import { storeLink } from '../../lambdas/storage/mail-outbox.ts';
import { newToken, sha256 } from '../../lambdas/storage/secrets.ts';
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
      const pattern = new RegExp(`^${route.slice(4).replace(/\{\w+\+?\}/g, '[^/?]+')}(?:\\?|$)`);
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
      const values = await page
        .locator('form button')
        .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('value') ?? ''));
      for (const [index, value] of values.entries()) {
        // Of the buttons beside lists, the first that adds a row and the first that removes one.
        const [step] = /^(?:more|remove):/.exec(value) ?? [];
        if (step && values.findIndex((one) => one.startsWith(step)) < index) continue;
        await page.goto(running.pages + address);
        const answer = page.waitForEvent('framenavigated');
        // Pressed by a script: some are in parts that are not open.
        await page.locator('form button').nth(index).dispatchEvent('click');
        await answer;
        pressed += 1;
      }
    }
    expect(pressed).toBeGreaterThan(30);
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
    reference: asReference(/COR-[^?]+/.exec(statusUrl)?.[0] ?? ''),
    validUntil: '2020-01-01T00:00:00.000Z',
  };
  const [oldConfirm, oldReview] = [newToken(), newToken()];
  await storeLink(running.table, {
    ...expired,
    tokenHash: sha256(oldConfirm),
    purpose: 'confirm',
    holder: CONTRIBUTOR,
  });
  await storeLink(running.table, {
    ...expired,
    tokenHash: sha256(oldReview),
    purpose: 'review',
    holder: 'manager',
  });
  const rights = await everyRight(running);
  const { pathname, search } = new URL(statusUrl);
  const [confirm] = await running.mailsTo('waiting@example.org', 1);
  const review = (await running.mailsTo('manager@example.org', 1)).find(({ subject }) =>
    subject.includes('end date'),
  );
  return [
    ...rights,
    '/',
    '/?q=octopus',
    '/about',
    '/privacy',
    '/add',
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
    // The link of the status opens the page that takes it back, too.
    `/confirm/${new URL(statusUrl).searchParams.get('t')}`,
    new URL(running.linkIn(review, 'review')).pathname,
    `/confirm/${oldConfirm}`,
    `/review/${oldReview}`,
    '/confirm/unknown',
    '/review/unknown',
    '/confirm',
    '/review',
    `/confirm/${oldConfirm}.`,
    '/nowhere',
  ];
}

/** The addresses of consent, withdrawal and objection: forms, a receipt, a question, an entry on hold and one that is gone. */
async function everyRight(running: Running): Promise<readonly string[]> {
  const { version: notice } = noticeInForce('en', {
    portal: '',
    mailbox: '',
    licence: '',
    contactMonths: 1,
    accuracyMonths: 1,
    controller: '',
    url: '',
  });
  const send = async (document: Readonly<Record<string, unknown>>) => {
    const response = await fetch(`${running.pages}/api/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(document),
    });
    return (await response.json()) as { readonly reference: Reference; readonly statusUrl: string };
  };
  const post = async (url: string, form: Readonly<Record<string, string>>) => {
    const headers = { origin: new URL(running.pages).origin };
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams(form),
    });
    expect(answer.status, await answer.text()).toBe(303);
  };
  const sent = async (email: string, document: Readonly<Record<string, unknown>>) => {
    const { reference, statusUrl } = await send({ ...document, contributor: { email } });
    const confirm = running.linkIn(await running.mailAbout(email, reference), 'confirm');
    await post(confirm, { decision: 'confirm' });
    const review = running.linkIn(await running.mailAbout('manager@example.org', reference), 'review');
    const decide = async (decision: Readonly<Record<string, string>>) => {
      const seen = /name="seen" value="([^"]*)"/.exec(await (await fetch(review)).text())?.[1] ?? '';
      await post(review, { ...decision, seen });
    };
    return { statusUrl, confirm, review, decide };
  };
  const receiptOf = async (record: string, email: string) => {
    const { review, decide } = await sent(email, { kind: 'consent', record, notice, authority: true });
    await decide({ decision: 'approve' });
    const link = running.linkIn(await running.mailAbout(email, 'your receipt'), 'confirm');
    return { review, link };
  };
  const given = await receiptOf('glacy-plus', 'given@example.org');
  const gone = await receiptOf('cybersouth', 'gone@example.org');
  await post(gone.link, { decision: 'withdraw' });
  const asked = await sent('asked@example.org', {
    kind: 'consent',
    record: 'cybereast',
    notice,
    authority: true,
  });
  await asked.decide({ decision: 'ask', note: 'For whom?' });
  const held = await sent('held@coe.int', { kind: 'objection', record: 'iproceeds-2' });
  const proposed = await sent('added@example.org', {
    kind: 'addition',
    proposal: { title: 'A project' },
    basis: { basis: 'consent', notice, authority: true },
  });
  const removed = await sent('removed@example.org', { kind: 'objection', record: 'octopus-project' });
  await removed.decide({ decision: 'approve' });
  await running.published('/v1/projects/octopus-project.json', ({ withdrawn }) => withdrawn !== undefined);
  const { searchParams } = new URL(asked.statusUrl);
  const links = [
    given.link,
    gone.link,
    given.review,
    asked.review,
    held.review,
    proposed.review,
    held.confirm,
  ];
  return [
    ...['consent', 'object', 'withdraw', 'projects', 'correct'].flatMap((way) =>
      ['glacy-plus', 'iproceeds-2', 'octopus-project', 'none'].map((id) => `/${way}/${id}`),
    ),
    ...links.map((link) => new URL(link).pathname),
    `/confirm/${searchParams.get('t')}`,
    new URL(asked.statusUrl).pathname + new URL(asked.statusUrl).search,
  ];
}

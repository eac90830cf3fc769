import { setTimeout as delay } from 'node:timers/promises';
import { demonstration } from '#inventory/demonstration.ts';
import type { Reference } from '../lambdas/domain/names.ts';

/** Where the running system is reached, as people reach it. */
export type Addresses = { readonly pages: string; readonly inbox: string };

type StoredMail = { readonly subject: string; readonly body: { readonly text?: string } };

/**
 * Leaves the demonstration waiting, the way anybody would: sends a correction, confirms its address from the inbox.
 * @returns the link of the manager's mail
 */
export async function leaveCorrection({ pages, inbox }: Addresses): Promise<string> {
  const response = await fetch(`${pages}/api/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'the-demonstration-that-waits' },
    body: JSON.stringify(demonstration),
  });
  if (response.status !== 201) throw new Error(`The demonstration was refused: ${await response.text()}`);
  const { reference } = (await response.json()) as { reference: Reference };
  const link = await mailedLink(inbox, 'confirm', reference);
  const confirmed = await fetch(link, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(pages).origin },
    body: 'decision=confirm',
  });
  if (confirmed.status !== 303)
    throw new Error(`The demonstration could not be confirmed: ${confirmed.status}`);
  return mailedLink(inbox, 'review', reference);
}

const TRIES = 200;

/** The newest link of its kind about a submission, once the mail is in the inbox. */
async function mailedLink(inbox: string, kind: 'confirm' | 'review', reference: Reference): Promise<string> {
  const pattern = new RegExp(`https?://\\S+/${kind}/[\\w-]+`);
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const { emails } = (await (await fetch(`${inbox}/store`)).json()) as { emails: StoredMail[] };
    const about = emails.filter(({ subject }) => subject.includes(reference));
    const links = about.flatMap(({ body }) => pattern.exec(body.text ?? '')?.[0] ?? []);
    const newest = links.at(-1);
    if (newest) return newest;
    await delay(100);
  }
  throw new Error(`No mail with a ${kind} link arrived in the inbox.`);
}

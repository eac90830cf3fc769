import { expect } from 'vitest';
import type { PublishedFiles } from '../../lambdas/storage/published-files.ts';
import { checkPublished, publishedReader } from './check-published.ts';
import type { Mail } from './mail.ts';
import { checkOpenCounts } from './open-counts.ts';

type Items = readonly Record<string, unknown>[];

/** What a run came to, without what chance and the clock put into it: two runs that came to the same are equal. */
export type Outcome = {
  readonly items: readonly string[];
  /** The published records; null when nothing was published. */
  readonly inventory: string | null;
  /** Recipient and subject of each mail that was taken for sending. */
  readonly mails: readonly string[];
};

/** What a run left. */
export type Left = { readonly items: Items; readonly files: PublishedFiles; readonly mails: readonly Mail[] };

/**
 * Checks what must be so after any run, then tells what it came to.
 * @param before the items before the run: their names and secrets are the same in every run
 */
export async function outcomeOf({ items, files, mails }: Left, before: string): Promise<Outcome> {
  expect(nothingOwed(items)).toEqual([]);
  checkEvents(items);
  checkOpenCounts(items);
  const inventory = await checkFiles(items, files);
  const plain = (text: string) => normalised(text, before);
  return {
    items: lasting(items, plain),
    inventory: inventory === null ? null : plain(inventory),
    mails: mails.map(({ to, subject }) => plain(`${to}: ${subject}`)).sort(),
  };
}

/** Rows of the outboxes, leases, mails given up, and what is remembered of a purge under way. */
function nothingOwed(items: Items): Items {
  return items.filter(
    ({ pk, sk }) =>
      (String(pk).startsWith('OUTBOX#') && sk !== 'WAKE') ||
      ['SENDING', 'PARKED#MAIL', 'PURGING'].includes(String(pk)),
  );
}

/** One event for each revision of each submission and each consent. */
function checkEvents(items: Items): void {
  for (const { pk, revision } of items.filter(hasEvents)) {
    const events = items.filter((item) => item['pk'] === pk && String(item['sk']).startsWith('EVENT#'));
    const revisions = events.map(({ sk }) => Number(String(sk).slice('EVENT#'.length)));
    expect(revisions).toEqual(Array.from({ length: Number(revision) }, (_, index) => index + 1));
  }
}

function hasEvents({ pk, sk }: Items[number]): boolean {
  return sk === 'STATE' && /^(?:SUBMISSION|CONSENT)#/.test(String(pk));
}

/** The published files are those of HEAD, whose releases have no gaps. */
async function checkFiles(items: Items, files: PublishedFiles): Promise<string | null> {
  const [head] = items.filter(({ pk }) => pk === 'HEAD');
  if (!head) return null;
  const read = publishedReader(async (path) => (await files.read(path))?.body ?? null);
  expect(await checkPublished(read)).toBe(head['sequence']);
  return (await read('v1/inventory.json')).text;
}

/**
 * All items but those that nothing refers to: operations of a publisher's attempt that lost, and counts against limits,
 * which are forgotten by themselves. Every try of a mail makes a link of its own, of which one is enough.
 */
function lasting(items: Items, plain: (text: string) => string): readonly string[] {
  const releases = items.filter(({ sk }) => sk === 'RELEASE');
  const attempts = new Set(releases.map(({ attempt }) => String(attempt)));
  const attemptOf = (sk: string) => /^OPERATION(?:#\d+|S)#(\w+)/.exec(sk)?.[1];
  const isStray = ({ sk }: Record<string, unknown>) => {
    const attempt = attemptOf(String(sk));
    return attempt !== undefined && !attempts.has(attempt);
  };
  const kept = items.filter((item) => !isStray(item) && !/^(?:COUNT|SALT)#/.test(String(item['pk'])));
  const lines = kept.map((item) => plain(JSON.stringify(item)));
  const links = new Set(lines.filter((line) => line.includes('"sk":"LINK"')));
  return [...links, ...lines.filter((line) => !links.has(line))].sort();
}

/** References, secrets, hashes and salts that the run made, and every time. */
function normalised(text: string, before: string): string {
  const unlessKnown = (name: string) => (found: string) => (before.includes(found) ? found : name);
  return text
    .replace(/(?:COR|RCP)-[0-9A-Z]{4}-[0-9A-Z]{4}/g, (found) =>
      unlessKnown(`${found.slice(0, 3)}-new`)(found),
    )
    .replace(/\b[0-9a-f]{64}\b|\b[0-9a-f]{32}\b/g, unlessKnown('(secret)'))
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '(time)')
    .replace(/"(expires|waited)":\d+/g, '"$1":(time)');
}

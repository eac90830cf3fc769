import { DAY_MS, DAY_SECONDS } from '../domain/durations.ts';
import { mailboxOf } from '../domain/mailbox.ts';
import type { Reference } from '../domain/names.ts';
import type { ObjectorHashes } from '../domain/submission.ts';
import { absent, matching } from './conditions.ts';
import { holders, rejections } from './items/limits.ts';
import { listed } from './items/waiting.ts';
import { keys } from './keys.ts';
import { makeSalt } from './salts.ts';
import { sha256 } from './secrets.ts';
import type { Table, Write } from './table.ts';

/** What is remembered of objectors at most; the setting says how much of it counts. */
const REMEMBERED_DAYS = 366;

/**
 * By what an objector is known again, without the address.
 * @param domain the registrable domain of the address
 */
export async function objectorHashes(table: Table, address: string, domain: string): Promise<ObjectorHashes> {
  // What is kept by these hashes goes by itself, after a day, with a decision, or after a year.
  const salt = await makeSalt(table, 'objectors', null);
  return {
    mailbox: sha256(`${salt} mailbox ${mailboxOf(address)}`),
    domain: sha256(`${salt} domain ${domain}`),
  };
}

/** The reference of the objection to a record that one person has waiting; null where there is none. */
export async function loadWaitingObjection(
  table: Table,
  record: string,
  { mailbox }: ObjectorHashes,
): Promise<Reference | null> {
  const item = await table.get(keys.openObjection(record, mailbox));
  return item && listed.read(item).reference;
}

/** When an objection of a domain to a record was rejected last. */
export async function loadRejectedAt(
  table: Table,
  record: string,
  { domain }: ObjectorHashes,
): Promise<string | null> {
  const item = await table.get(keys.rejectedObjector(record, domain));
  return item && rejections.read(item).at;
}

/** Remembers that an objection of a domain to a record was rejected. */
export function rejectedObjector(record: string, domain: string, at: string): Write {
  const expires = Math.floor(Date.parse(at) / 1000) + REMEMBERED_DAYS * DAY_SECONDS;
  return { put: rejections.item(keys.rejectedObjector(record, domain), { at, expires }) };
}

/** When somebody held records in the last 24 hours; `revision` guards each change of that. */
export type HoldsBy = { readonly hash: string; readonly times: readonly string[]; readonly revision: number };

export async function loadHoldsBy(table: Table, hash: string, now: Date): Promise<HoldsBy> {
  const item = await table.get(keys.holdsBy(hash));
  const { times, revision } = item ? holders.read(item) : { times: [], revision: 0 };
  const since = new Date(now.getTime() - DAY_MS).toISOString();
  return { hash, times: times.filter((time) => time > since), revision };
}

/** Counts holds, as long as nobody else counted meanwhile. */
export function countedHolds({ hash, times, revision }: HoldsBy, more: number, now: Date): Write {
  const held = Array.from({ length: more }, () => now.toISOString());
  const expires = Math.floor(now.getTime() / 1000) + DAY_SECONDS;
  const counted = { times: [...times, ...held], revision: revision + 1, expires };
  return {
    put: holders.item(keys.holdsBy(hash), counted),
    when: revision === 0 ? absent : matching({ revision }),
  };
}

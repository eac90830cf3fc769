import type { Settings } from '../config/settings.ts';
import { DAY_SECONDS } from '../domain/durations.ts';
import { isFreeMail } from '../domain/free-mail.ts';
import { mailboxOf, mailDomain } from '../domain/mailbox.ts';
import { countAgainst } from './limits.ts';
import { newSalt } from './secrets.ts';
import type { Table } from './table.ts';

type Limits = Settings['limits'];

/**
 * Counts one more mail that is owed because somebody sent something with this address as their own, against what its mailbox,
 * and all of its domain, may get in a day. At a domain where anybody may have a mailbox the others are not to blame: it has
 * no limit of its own.
 * @returns null while it is within the limits, else the seconds until it may be tried again
 */
export async function countSent(
  table: Table,
  { mailsPerAddress, mailsPerDomain }: Limits,
  email: string,
  now: Date,
): Promise<number | null> {
  const perMailbox = { name: 'sent-mailbox', most: mailsPerAddress, seconds: DAY_SECONDS };
  const perDomain = { name: 'sent-domain', most: mailsPerDomain, seconds: DAY_SECONDS };
  const domain = mailDomain(email);
  return (
    (await countAgainst(table, perMailbox, mailboxOf(email), now)) ??
    (isFreeMail(domain) ? null : countAgainst(table, perDomain, domain, now))
  );
}

/**
 * Counts one more link that somebody, perhaps a stranger, asked to have mailed to an address on file: apart from the above,
 * so that it uses up nothing of the person's own.
 * @param email null where nobody gets one, which counts as much, against nobody: the time it takes must not tell
 * @returns null while it is within the limits, else the seconds until it may be tried again
 */
export async function countAsked(
  table: Table,
  { linksPerAddress, linksPerDomain }: Limits,
  email: string | null,
  now: Date,
): Promise<number | null> {
  const perMailbox = { name: 'asked-mailbox', most: linksPerAddress, seconds: DAY_SECONDS };
  const perDomain = { name: 'asked-domain', most: linksPerDomain, seconds: DAY_SECONDS };
  const domain = email === null || isFreeMail(mailDomain(email)) ? nobody() : mailDomain(email);
  const ofMailbox = await countAgainst(table, perMailbox, email === null ? nobody() : mailboxOf(email), now);
  const ofDomain = await countAgainst(table, perDomain, domain, now);
  return ofMailbox ?? ofDomain;
}

/** Whom nobody counts against a second time. */
function nobody(): string {
  return `nobody ${newSalt()}`;
}

import { DAY_MS } from '../domain/durations.ts';
import type { Name } from '../domain/names.ts';
import type { OwedMail } from '../domain/owed.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import type { Link } from '../storage/links.ts';
import { storeLink } from '../storage/mail-outbox.ts';
import { newToken, sha256 } from '../storage/secrets.ts';

/**
 * A consent can be withdrawn for as long as it stands, and a question answered for as long as it waits: their links have no
 * end that anybody would live to see.
 */
const ENDLESS_DAYS = 36_500;

type Minted = { readonly url: string; readonly validUntil: string };

/** A link of a mail's own: the secret leaves in the mail, its hash stays. */
export async function mintLink(
  { table, settings, publicUrl, now }: Dependencies,
  { reference, recipient }: OwedMail,
  purpose: Link['purpose'],
): Promise<Minted> {
  const token = newToken();
  const { confirmDays, reviewDays, statusDays } = settings.links;
  const days = {
    confirm: confirmDays,
    review: reviewDays,
    status: statusDays,
    withdraw: ENDLESS_DAYS,
    accurate: ENDLESS_DAYS,
  };
  const validUntil = new Date(now().getTime() + days[purpose] * DAY_MS).toISOString();
  await storeLink(table, { tokenHash: sha256(token), purpose, reference, holder: recipient, validUntil });
  return { url: publicUrl + pathOf(purpose, reference, token), validUntil };
}

function pathOf(purpose: Link['purpose'], reference: Name, token: string): string {
  if (purpose === 'status') return `/submissions/${reference}?t=${token}`;
  return purpose === 'review' ? `/review/${token}` : `/confirm/${token}`;
}

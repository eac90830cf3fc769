import type { OwedMail } from '../domain/owed.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { countAsked } from '../storage/mail-limits.ts';
import { isFreshLinkOwed, isNothingOwed, oweFreshLink, oweNothing } from '../storage/mail-outbox.ts';

/** A mail with a link that somebody asked for, who may be a stranger, and the address on file that it goes to. */
export type AskedLink = { readonly mail: OwedMail; readonly to: string };

/**
 * Owes a link that was asked for, within what its address may be mailed in a day; beyond that it is silent. Where there is
 * nobody to mail it to, the same calls are made of the table in the same order, so that neither the answer nor the time it
 * takes tells a stranger whether there is.
 * @param asked null where there is nobody
 */
export async function oweAskedLink(dependencies: Dependencies, asked: AskedLink | null): Promise<void> {
  const { table, settings, limited, now } = dependencies;
  const onItsWay = asked ? await isFreshLinkOwed(table, asked.mail) : await isNothingOwed(table);
  const wanted = onItsWay ? null : asked;
  const wait = limited ? await countAsked(table, settings.limits, wanted?.to ?? null, now()) : null;
  if (wanted && wait === null) await oweFreshLink(table, wanted.mail, now());
  else await oweNothing(table, now());
}

import { type Bundle, joinProblems } from '../domain/bundle.ts';
import { asReference, type Reference } from '../domain/names.ts';
import type { Rule } from '../domain/refusals.ts';
import { type Contact, leadOf } from '../domain/submission.ts';
import { tokensIn } from '../http/mailed-link.ts';
import type { Together } from '../pages/form.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { isExpired } from '../storage/links.ts';
import { loadContact } from '../storage/submissions.ts';
import { loadBundle } from '../workflow/bundles.ts';
import { openLink } from './mailed-link.ts';

type Parts = Pick<Dependencies, 'table' | 'now'>;

/**
 * The bundle of a submission, for a person who holds a link to the status of any of it, and the secret that is the link's; null for
 * everybody else.
 */
export async function openStatus(
  { table, now }: Parts,
  reference: string,
  tokens: readonly string[],
): Promise<{ readonly bundle: Bundle; readonly token: string } | null> {
  const opened = await openLink(table, tokens);
  if (opened?.link.purpose !== 'status' || isExpired(opened.link, now())) return null;
  const bundle = await loadBundle(table, asReference(opened.link.reference));
  return bundle?.some((one) => one.reference === reference) ? { bundle, token: opened.token } : null;
}

/** What a form adds to: the bundle, the secret that opens it, and who sent it. */
export type Joined = {
  readonly bundle: Bundle;
  readonly lead: Reference;
  readonly token: string;
  readonly contact: Contact | null;
  /** Why it takes no more; null while it does. */
  readonly refused: Rule | null;
};

/** The bundle that a form, or the address of one, names; null where it names none that its link opens. */
export async function joinedBundle(parts: Parts, named: URLSearchParams): Promise<Joined | null> {
  const opened = await openStatus(parts, named.get('bundle') ?? '', tokensIn(named.get('t') ?? ''));
  if (!opened) return null;
  const { bundle, token } = opened;
  const lead = leadOf(bundle[0]);
  const [problem] = joinProblems(bundle);
  const contact = await loadContact(parts.table, lead);
  return { bundle, lead, token, contact, refused: problem?.rule ?? null };
}

/** What the address of a form says it is added to, or why it is not; null where it says nothing. */
export async function togetherWith(parts: Parts, query: URLSearchParams): Promise<Together | null> {
  if (!query.has('bundle')) return null;
  const joined = await joinedBundle(parts, query);
  const refused = joined ? joined.refused : 'bundle-unknown';
  return refused ? { refused } : linkOf(joined);
}

export function linkOf(joined: Joined | null): Together | null {
  return joined && { bundle: joined.lead, token: joined.token };
}

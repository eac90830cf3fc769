import * as z from 'zod/mini';

const oneLine = z
  .string()
  .check(z.trim(), z.minLength(1, 'must not be empty'), z.regex(/^\P{Cc}*$/u, 'must be one line'));
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' });
const email = z.email('must be an e-mail address');
const days = z.int('must be a whole number of days').check(z.minimum(1, 'must be at least 1 day'));

const person = z.strictObject({
  /** Permanent: the audit trail names people by it. */
  id: z.string().check(z.regex(/^[a-z0-9-]+$/, 'must be lower-case letters, digits and hyphens')),
  name: oneLine,
  email,
});

/** What a portal sets for itself in `corrigenda.config.ts`. */
export const settingsSchema = z.strictObject({
  portal: z.strictObject({
    /** What the inventory is called, on every page and in every mail. */
    name: oneLine,
    /** The portal's own site, where the inventory's pages are. */
    url: httpUrl,
    /** Where answers to mails go, and the sender of all mails: its domain must be a verified SES identity. */
    mailbox: email,
  }),
  inventory: z.strictObject({
    title: oneLine,
    licence: z.strictObject({ id: oneLine, name: oneLine, url: httpUrl }),
    disclaimer: oneLine,
  }),
  /** Who decides. Each gets mails with links of their own. */
  people: z.array(person).check(
    z.minLength(1, 'must name at least one person who decides'),
    z.refine((people) => new Set(people.map((one) => one.id)).size === people.length, 'has an id twice'),
  ),
  links: z.strictObject({
    /** How long the link of a confirmation mail works. */
    confirmDays: days,
    /** How long the manager's link works. */
    reviewDays: days,
    /** How long the status link of a mail works. */
    statusDays: days,
  }),
});

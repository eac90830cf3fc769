import * as z from 'zod/mini';
import { eachOnce } from './once.ts';
import { hasAsciiName, isOneAddress, withAsciiDomain } from './read-address.ts';
import { type Content, type Field, fields, submittedField } from './record.ts';
import { withoutUnseen } from './unseen.ts';
import { languageTag, line, text, url } from './values.ts';

export const roles = ['owner', 'funder', 'implementer', 'beneficiary', 'other'] as const;
export const credits = ['none', 'organisation', 'name'] as const;

export type Role = (typeof roles)[number];
export type Credit = (typeof credits)[number];

/** One field of one record; `from` is what the contributor saw. */
export type Change = {
  [F in Field]: { readonly field: F; readonly from: Content[F]; readonly to: Content[F] };
}[Field];

/**
 * Submissions of one contributor that may be sent in one go. What becomes of all of them at once is one transaction, which
 * holds 100 writes: each takes six, a few belong to the bundle, and each person who is told takes one more.
 */
export const BUNDLE_LIMIT = 14;

const changeSchemas = fields.map((field) =>
  z.strictObject({ field: z.literal(field), from: submittedField(field), to: submittedField(field) }),
);
export const changeSchema = z.discriminatedUnion('field', changeSchemas as unknown as [z.ZodMiniObject], {
  error: 'unknown-field',
}) as unknown as z.ZodMiniType<Change, unknown>;

/** An address mail can be sent to: ASCII once its domain is spelled so, at most 254 bytes (RFC 5321), no display name. */
export const address = z.string({ error: 'not-an-address' }).check(
  z.overwrite((typed) => withAsciiDomain(withoutUnseen(typed))),
  z.refine(isOneAddress, { error: 'address-of-two' }),
  z.refine(hasAsciiName, { error: 'address-not-ascii' }),
  z.maxLength(254, { error: 'not-an-address' }),
  z.regex(z.regexes.html5Email, { error: 'not-an-address' }),
  z.refine(isDeliverable, { error: 'not-an-address' }),
);

/** Before the @ (RFC 5321). */
const LONGEST_LOCAL = 64;

/** What mail servers refuse although it looks like an address: misplaced dots, a long name, a domain of one word or of numbers. */
function isDeliverable(value: string): boolean {
  const at = value.lastIndexOf('@');
  const misplaced = value.startsWith('.') || value.includes('..') || value[at - 1] === '.';
  return !misplaced && at <= LONGEST_LOCAL && /\.[a-z][a-z0-9-]*[a-z0-9]$/i.test(value.slice(at));
}

function optional<Inner extends z.ZodMiniType>(inner: Inner) {
  return z._default(z.nullable(inner), null);
}

/** What the manager writes to the contributor, and what the contributor answers. */
export const noteSchema = optional(text(2000));

const contributorShape = {
  name: optional(line(200)),
  email: optional(address),
  organisation: optional(line(200)),
  role: optional(z.enum(roles, { error: 'unknown-choice' })),
  credit: z._default(z.enum(credits, { error: 'unknown-choice' }), 'none'),
  /** Wants to be asked once a year whether the record is still accurate. */
  remind: z.optional(z.boolean({ error: 'unknown-choice' })),
};

/** Rules about several members are asked also where one of them is wrong: all that is wrong is said at once. */
export function isObject({ value }: { readonly value: unknown }): boolean {
  return value !== null && typeof value === 'object';
}

export const contributorSchema = z.strictObject(contributorShape, { error: 'object-expected' }).check(
  z.refine(({ credit, name }) => credit !== 'name' || name !== null, {
    error: 'nobody-to-credit',
    path: ['name'],
    when: isObject,
  }),
  z.refine(({ credit, organisation }) => credit !== 'organisation' || organisation !== null, {
    error: 'nobody-to-credit',
    path: ['organisation'],
    when: isObject,
  }),
);

/** Consent, withdrawal and objection take effect: the contributor must have an address to prove. */
export const knownContributor = z
  .strictObject(contributorShape, { error: 'address-needed' })
  .check(
    z.refine(({ email }) => email !== null, { error: 'address-needed', path: ['email'], when: isObject }),
  );

export const evidence = z._default(
  z
    .array(url, { error: 'list-expected' })
    .check(z.overwrite(eachOnce), z.maxLength(20, { error: 'too-many:20' })),
  [],
);
export const nobody = { name: null, email: null, organisation: null, role: null, credit: 'none' } as const;

/** What every submission may say besides what it is about. */
export const common = {
  comment: optional(text(2000)),
  /** Of a program: what looks like garbled text, markup or a word for nothing is meant. */
  asIs: z.optional(z.boolean({ error: 'unknown-choice' })),
  language: z._default(languageTag, 'en'),
};
export const version = z.int({ error: 'not-a-number' }).check(z.positive({ error: 'not-a-number' }));

/** The declaration to be entitled to consent: only yes is a declaration. */
export const authority = z.literal(true, { error: 'authority-missing' });
/** The version of the notice that the person read. */
export const notice = z
  .string({ error: 'unknown-notice' })
  .check(z.regex(/^\d{4}-\d{2}$/, { error: 'unknown-notice' }));

export type Contributor = z.infer<typeof contributorSchema>;

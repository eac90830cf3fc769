import * as z from 'zod/mini';
import { type Content, type Field, fields, line, slug, submittedField, text, url } from './record.ts';

export const roles = ['owner', 'funder', 'implementer', 'beneficiary', 'other'] as const;
export const credits = ['none', 'organisation', 'name'] as const;
export const rejectionReasons = ['duplicate', 'unverifiable', 'incorrect', 'out-of-scope', 'other'] as const;

export type Role = (typeof roles)[number];
export type Credit = (typeof credits)[number];
export type RejectionReason = (typeof rejectionReasons)[number];

/** A submission's public name, as `COR-7F3K-9Q2M`: Crockford's base 32, which has no I, L, O or U to misread. */
export const referenceShape = /^COR-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

/** One field of one record; `from` is what the contributor saw. */
export type Change = {
  [F in Field]: { readonly field: F; readonly from: Content[F]; readonly to: Content[F] };
}[Field];

const changeSchemas = fields.map((field) =>
  z.strictObject({ field: z.literal(field), from: submittedField(field), to: submittedField(field) }),
);
const changeSchema = z.discriminatedUnion('field', changeSchemas as unknown as [z.ZodMiniObject], {
  error: 'unknown-field',
}) as unknown as z.ZodMiniType<Change, unknown>;

/** An address mail can be sent to: ASCII, at most 254 bytes (RFC 5321), no display name. */
export const address = z
  .string({ error: 'not-an-address' })
  .check(
    z.trim(),
    z.maxLength(254, { error: 'not-an-address' }),
    z.regex(z.regexes.html5Email, { error: 'not-an-address' }),
    z.refine(isDeliverable, { error: 'not-an-address' }),
  );

/** What mail servers refuse although it looks like an address: misplaced dots, a domain of one word. */
function isDeliverable(value: string): boolean {
  const at = value.lastIndexOf('@');
  const misplaced = value.startsWith('.') || value.includes('..') || value[at - 1] === '.';
  return !misplaced && value.slice(at).includes('.');
}

function optional<Inner extends z.ZodMiniType>(inner: Inner) {
  return z._default(z.nullable(inner), null);
}

/** What the manager writes to the contributor. */
export const noteSchema = optional(text(2000));

const contributorSchema = z
  .strictObject(
    {
      name: optional(line(200)),
      email: optional(address),
      organisation: optional(line(200)),
      role: optional(z.enum(roles, { error: 'unknown-choice' })),
      credit: z._default(z.enum(credits, { error: 'unknown-choice' }), 'none'),
    },
    { error: 'object-expected' },
  )
  .check(
    z.refine(({ credit, name }) => credit !== 'name' || name !== null, {
      error: 'nobody-to-credit',
      path: ['name'],
    }),
    z.refine(({ credit, organisation }) => credit !== 'organisation' || organisation !== null, {
      error: 'nobody-to-credit',
      path: ['organisation'],
    }),
  );

/** A correction as the API takes it and as forms are read into. */
export const correctionSchema = z.strictObject(
  {
    kind: z.literal('correction', { error: 'unknown-kind' }),
    record: slug,
    version: z.int({ error: 'not-a-number' }).check(z.positive({ error: 'not-a-number' })),
    changes: z
      .array(changeSchema, { error: 'list-expected' })
      .check(
        z.minLength(1, { error: 'nothing-changed' }),
        z.maxLength(fields.length, { error: `too-many:${fields.length}` }),
      ),
    evidence: z._default(
      z.array(url, { error: 'list-expected' }).check(z.maxLength(20, { error: 'too-many:20' })),
      [],
    ),
    comment: optional(text(2000)),
    contributor: z._default(contributorSchema, {
      name: null,
      email: null,
      organisation: null,
      role: null,
      credit: 'none',
    }),
    language: z._default(
      z.string({ error: 'not-a-language' }).check(z.regex(/^[a-z]{2,3}$/, { error: 'not-a-language' })),
      'en',
    ),
  },
  { error: 'object-expected' },
);

export type Correction = z.infer<typeof correctionSchema>;
export type Contributor = z.infer<typeof contributorSchema>;

/** How a submission can be reached; its own item in the table, so that it can be erased alone. */
export type Contact = Pick<Contributor, 'name' | 'email' | 'organisation'>;

/** What was sent, without the contact. */
export type SubmissionContent = Omit<Correction, 'contributor'> & {
  readonly reference: string;
  /** The record's title when this was sent: what mails and pages call it. */
  readonly title: string;
  readonly role: Role | null;
  readonly credit: Credit;
  /** How the contributor asked to be named in public; null for not at all. */
  readonly creditLine: string | null;
  /** Whether an address was given: mails can be owed. */
  readonly reachable: boolean;
  readonly receivedAt: string;
};

/** What the manager made of one change. */
export type Verdict = 'accepted' | 'edited' | 'declined' | 'unneeded';
export type Verdicts = Readonly<Partial<Record<Field, Verdict>>>;
/** What the manager put in the place of what was sent. */
export type Edited = Partial<Content>;

/** Who decided what, when; `note` is the text to the contributor. */
type Decided = { readonly by: string; readonly at: string; readonly note: string | null };

/** A submission by its status. `revision` counts its state changes and guards each of them. */
export type Submission = SubmissionContent & { readonly revision: number } & (
    | { readonly status: 'unconfirmed' }
    | { readonly status: 'pending'; readonly pendingSince: string }
    | {
        readonly status: 'approved';
        readonly pendingSince: string;
        readonly decision: Decided & {
          readonly verdicts: Verdicts;
          readonly edited: Edited;
          readonly recordVersion: number | null;
        };
      }
    | {
        readonly status: 'rejected';
        readonly pendingSince: string;
        readonly decision: Decided & { readonly reason: RejectionReason };
      }
    /** `cancelled`: taken back before anybody decided. `expired`: nobody confirmed the address in time. */
    | { readonly status: 'cancelled' | 'expired'; readonly endedAt: string }
  );

export type Status = Submission['status'];
export type InStatus<S extends Status> = Extract<Submission, { status: S }>;
export type DecidedSubmission = InStatus<'approved' | 'rejected'>;

export function isDecided(submission: Submission): submission is DecidedSubmission {
  return submission.status === 'approved' || submission.status === 'rejected';
}

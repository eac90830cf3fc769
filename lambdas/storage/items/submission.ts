import * as z from 'zod/mini';
import { type Change, credits, roles } from '../../domain/documents.ts';
import type { Unheld } from '../../domain/holds.ts';
import { rejectionReasons, type Submission, type Verdicts } from '../../domain/submission.ts';
import { kinds, type Matter } from '../../submissions/kinds.ts';
import { itemType } from '../stored.ts';
import { fieldNames, number, receipt, reference, text, textOrNone, texts, values } from './attributes.ts';

const matters = Object.values(kinds).map((kind): z.ZodMiniObject => kind.matter);
const matter = z.discriminatedUnion(
  'kind',
  matters as [z.ZodMiniObject, ...z.ZodMiniObject[]],
) as z.ZodMiniType as z.ZodMiniType<Matter>;

const changes = z.array(
  z.object({ field: text, from: z.unknown(), to: z.unknown() }),
) as z.ZodMiniType as z.ZodMiniType<readonly Change[]>;

const unheld: z.ZodMiniType<Unheld> = z.enum([
  'stranger',
  'rejected-lately',
  'address-used-up',
  'domain-used-up',
  'share-used-up',
]);

const sent = z.object({
  reference,
  bundle: z.exactOptional(reference),
  members: z.exactOptional(z.readonly(z.array(reference))),
  title: text,
  changes,
  evidence: texts,
  comment: textOrNone,
  language: text,
  role: z.nullable(z.enum(roles)),
  credit: z.enum(credits),
  creditLine: textOrNone,
  reachable: z.boolean(),
  receivedAt: text,
  erased: z.exactOptional(z.literal(true)),
  lapsed: z.exactOptional(fieldNames),
  unheld: z.exactOptional(unheld),
  objector: z.exactOptional(z.object({ mailbox: text, domain: text })),
  revision: number,
});

const question = z.object({
  by: text,
  askedAt: text,
  question: text,
  answer: textOrNone,
  answeredAt: textOrNone,
});
const waiting = { pendingSince: text, questions: z.exactOptional(z.readonly(z.array(question))) };
const ended = {
  pendingSince: z.exactOptional(waiting.pendingSince),
  questions: waiting.questions,
  endedAt: text,
};
const decided = { by: text, at: text, note: textOrNone };
const verdicts = z.record(
  text,
  z.enum(['accepted', 'edited', 'declined', 'unneeded']),
) as z.ZodMiniType as z.ZodMiniType<Verdicts>;

const progress = z.discriminatedUnion('status', [
  z.object({ status: z.literal('unconfirmed') }),
  z.object({ status: z.literal('pending'), ...waiting }),
  z.object({ status: z.literal('awaiting-reply'), ...waiting }),
  z.object({
    status: z.literal('approved'),
    ...waiting,
    decision: z.object({
      ...decided,
      verdicts,
      edited: values,
      recordVersion: z.nullable(number),
      receipt: z.exactOptional(receipt),
    }),
  }),
  z.object({
    status: z.literal('rejected'),
    ...waiting,
    decision: z.object({
      ...decided,
      reason: z.enum(rejectionReasons),
      duplicateOf: z.exactOptional(text),
    }),
  }),
  z.object({ status: z.enum(['cancelled', 'expired']), ...ended }),
  z.object({
    status: z.literal('closed'),
    ...ended,
    why: z.exactOptional(z.enum(['fields-gone', 'united'])),
    unitedWith: z.exactOptional(reference),
  }),
]);

/** What was sent, what it is about, and how far it has come. */
export const submissions = itemType<Submission>(z.intersection(z.intersection(sent, matter), progress));

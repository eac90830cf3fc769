import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { evolve } from '../../lambdas/domain/evolve.ts';
import {
  classOf,
  classOfAsked,
  type OwedMail,
  owedMails,
  withoutDoubles,
} from '../../lambdas/domain/owed.ts';
import type { SubmissionContent } from '../../lambdas/domain/submission.ts';
import { confirmed, received, sent } from './given.ts';

const deciders = { managers: ['manager'], all: ['manager', 'deputy'], few: 5 };
const mail = (kind: OwedMail['kind'], over: Partial<OwedMail> = {}): OwedMail => ({
  kind,
  reference: 'COR-1',
  recipient: 'manager',
  ...over,
});
const urgent = { urgent: true } as const;

/** Every kind of mail, in the order in which they go. */
const order: readonly (readonly OwedMail[])[] = [
  [mail('withdrawal-link'), mail('withdrawn'), mail('gone')],
  [mail('confirm-address'), mail('status-link'), mail('receipt')],
  [mail('review-request', urgent)],
  [
    mail('review-request'),
    mail('many-waiting'),
    mail('question'),
    mail('outcome'),
    mail('closed'),
    mail('lapsed'),
    mail('accurate'),
    mail('still-accurate'),
  ],
];

describe('the class of a mail', () => {
  test.each(order.flatMap((mails, index) => mails.map((one) => [one.kind, one, index + 1] as const)))(
    'about %s',
    (_, one, expected) => {
      expect(classOf(one)).toBe(expected);
    },
  );

  it('is never behind links where somebody asked for it and waits', () => {
    for (const [index, mails] of order.entries())
      for (const one of mails) expect(classOfAsked(one)).toBe(Math.min(index + 1, 2));
  });

  it('of a withdrawal stays the first, urgent or not', () => {
    expect(classOf(mail('gone', urgent))).toBe(1);
  });
});

/** What a submission owes when it comes in, and when its address is confirmed. */
function owedFor(content: Partial<SubmissionContent>, isConfirmed: boolean): readonly OwedMail[] {
  const event = received({ ...sent(), ...content } as SubmissionContent);
  const submission = evolve(null, event);
  if (!isConfirmed) return owedMails(event, submission, deciders);
  return owedMails(confirmed, evolve(submission, confirmed), deciders);
}

describe('the mails to those who decide', () => {
  it('are urgent and to all about an objection', () => {
    const objection = { kind: 'objection', fields: [], changes: [] } as Partial<SubmissionContent>;
    expect(owedFor(objection, true)).toEqual(
      deciders.all.map((recipient) =>
        expect.objectContaining({ kind: 'review-request', recipient, urgent: true }),
      ),
    );
  });

  it('are sent while few wait about what nobody left an address for', () => {
    expect(owedFor({ reachable: false }, false)).toEqual([
      expect.objectContaining({ kind: 'review-request', recipient: 'manager', ifFew: true }),
    ]);
  });

  it('are sent however many wait about what somebody confirmed', () => {
    const mails = owedFor({}, true);
    expect(mails).toHaveLength(1);
    expect(mails[0]).not.toHaveProperty('ifFew');
    expect(mails[0]).not.toHaveProperty('urgent');
  });
});

describe('what several submissions owe together', () => {
  it('is as urgent as the most urgent of them, in whatever order they stand', () => {
    const both = [mail('review-request'), mail('review-request', urgent)];
    for (const mails of [both, both.toReversed()])
      expect(withoutDoubles(mails)).toEqual([mail('review-request', urgent)]);
  });

  it('is one mail of a kind to each, and of the highest class of its doubles', () => {
    const some = fc.record({
      kind: fc.constantFrom(...order.flat().map(({ kind }) => kind)),
      reference: fc.constantFrom('COR-1', 'COR-2'),
      recipient: fc.constantFrom('manager', 'deputy', 'contributor'),
      isUrgent: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(some), (all) => {
        const mails = all.map(({ isUrgent, ...one }): OwedMail => ({ ...one, ...(isUrgent ? urgent : {}) }));
        const nameOf = ({ kind, reference, recipient }: OwedMail) => `${kind} ${reference} ${recipient}`;
        const left = withoutDoubles(mails);
        expect(left.map(nameOf).sort()).toEqual([...new Set(mails.map(nameOf))].sort());
        for (const one of left) {
          const classes = mails.filter((other) => nameOf(other) === nameOf(one)).map(classOf);
          expect(classOf(one)).toBe(Math.min(...classes));
        }
      }),
    );
  });
});

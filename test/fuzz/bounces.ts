import fc from 'fast-check';
import { address, hostileText } from './hostile.ts';

const recipients = (name: string) =>
  fc
    .array(fc.oneof(address, hostileText), { maxLength: 3 })
    .map((all) => ({ [name]: all.map((emailAddress) => ({ emailAddress, status: '5.1.1' })) }));

/** A report of SES that says whatever a mail server somewhere made it say. */
export const bounceReport: fc.Arbitrary<unknown> = fc
  .oneof(
    fc
      .tuple(
        fc.oneof(fc.constantFrom('Permanent', 'Transient'), hostileText),
        recipients('bouncedRecipients'),
      )
      .map(([bounceType, to]) => ({ eventType: 'Bounce', bounce: { bounceType, ...to } })),
    recipients('complainedRecipients').map((to) => ({ eventType: 'Complaint', complaint: to })),
  )
  .map((detail) => ({ source: 'aws.ses', 'detail-type': 'Email Bounced', detail }));

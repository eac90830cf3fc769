import * as z from 'zod/mini';
import { type Person, standIns } from './config/people.ts';
import { inBackground } from './runtime/background.ts';
import { type Dependencies, deployedDependencies } from './runtime/dependencies.ts';
import { oweReviews } from './storage/mail-outbox.ts';
import { waitingLeads } from './storage/queue.ts';
import { type SuppressionReason, suppress } from './storage/suppressions.ts';

const recipients = z.array(z.object({ emailAddress: z.string() }));

/** Events that say nothing of an address, or nothing bad. */
const others = [
  'Send',
  'Delivery',
  'DeliveryDelay',
  'Reject',
  'Rendering Failure',
  'Open',
  'Click',
  'Subscription',
];

/** What SES reports through EventBridge: "Event publishing" and "Contents of event data" in its developer guide. */
const reportSchema = z.object({
  detail: z.union([
    z.object({
      eventType: z.literal('Bounce'),
      bounce: z.object({ bounceType: z.string(), bouncedRecipients: recipients }),
    }),
    z.object({
      eventType: z.literal('Complaint'),
      complaint: z.object({
        complainedRecipients: recipients,
        complaintFeedbackType: z.optional(z.nullable(z.string())),
      }),
    }),
    z.object({ eventType: z.enum(others) }),
  ]),
});

/** Learns which addresses mail no longer reaches, and sees to it that somebody decides all the same. */
export function bounceHandler(dependencies: Dependencies) {
  return async (event: unknown): Promise<void> => {
    const { detail } = reportSchema.parse(event);
    const found = undeliverable(detail);
    if (found) await forget(dependencies, found.addresses, found.reason);
  };
}

type Report = z.infer<typeof reportSchema>['detail'];
type Undeliverable = { readonly addresses: z.infer<typeof recipients>; readonly reason: SuppressionReason };

function undeliverable(report: Report): Undeliverable | null {
  if ('bounce' in report) {
    const { bounceType, bouncedRecipients } = report.bounce;
    // Only a permanent bounce tells that an address does not exist; a transient one may be a full mailbox.
    return bounceType === 'Permanent' ? { addresses: bouncedRecipients, reason: 'bounced' } : null;
  }
  if ('complaint' in report) {
    const { complaintFeedbackType, complainedRecipients } = report.complaint;
    // Somebody took the mail out of their spam again.
    if (complaintFeedbackType === 'not-spam') return null;
    return { addresses: complainedRecipients, reason: 'complained' };
  }
  return null;
}

async function forget(
  dependencies: Dependencies,
  addresses: z.infer<typeof recipients>,
  reason: SuppressionReason,
): Promise<void> {
  const { table, settings, now, logger, measure } = dependencies;
  for (const { emailAddress } of addresses) {
    const address = bareAddress(emailAddress);
    await suppress(table, address, reason, now());
    const person = settings.people.find(({ email }) => email.toLowerCase() === address);
    logger.info('address suppressed', { reason, person: person?.id ?? null });
    if (!person) continue;
    measure('ManagerUnreachable');
    await handOver(dependencies, person);
  }
}

/** `Ada <ada@example.org>` as SES may write it. */
function bareAddress(written: string): string {
  return (/<([^<>]*)>\s*$/.exec(written)?.[1] ?? written).trim().toLowerCase();
}

/** The stand-ins of a person who is not reached get links to all that waits. */
async function handOver({ table, settings, now }: Dependencies, person: Person): Promise<void> {
  for await (const waiting of waitingLeads(table)) {
    for (const standIn of standIns(settings.people, person.id)) {
      await oweReviews(table, waiting, standIn.id, now());
    }
  }
}

export const handler = inBackground(deployedDependencies('bounce'), bounceHandler);

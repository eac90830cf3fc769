import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '../control/clock.ts';
import type { EventBus, Reported } from '../events/event-bus.ts';
import { ACCOUNT, attributeOf, REGION } from '../template/names.ts';
import type { Resolve } from '../template/resolve.ts';
import { resourcesOf, type Template } from '../template/template.ts';

/** A mail that SES has taken. */
export type SentMail = {
  readonly messageId: string;
  readonly source: string;
  readonly destinations: readonly string[];
  readonly configurationSet: string;
};

type Kind = 'bounce' | 'complaint';
/** The events that each configuration set of the template reports to the bus. */
export type ConfigurationSets = ReadonlyMap<string, ReadonlySet<string>>;

const destinationSchema = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.object({
    Enabled: z.literal(true),
    EventBridgeDestination: z.object({ EventBusArn: z.string() }),
    MatchingEventTypes: z.array(z.string()),
  }),
});

export function readConfigurationSets(template: Template, resolve: Resolve): ConfigurationSets {
  const names = resourcesOf(template, 'AWS::SES::ConfigurationSet').map(([id]) =>
    attributeOf(template, id, 'Ref'),
  );
  const destinations = resourcesOf(template, 'AWS::SES::ConfigurationSetEventDestination').map(
    ([, properties]) => destinationSchema.parse(resolve(properties)),
  );
  return new Map(
    names.map((name) => {
      const own = destinations.filter(({ ConfigurationSetName }) => ConfigurationSetName === name);
      return [name, new Set(own.flatMap(({ EventDestination }) => EventDestination.MatchingEventTypes))];
    }),
  );
}

export type MailReports = {
  readonly knows: (configurationSet: string) => boolean;
  readonly sent: (mail: SentMail) => void;
  /** From now on every mail to this address bounces for good. */
  readonly bounceFrom: (address: string) => void;
};

/** Reports mails to the bus as SES does: later, and to nobody who waits for it. */
export function mailReports(sets: ConfigurationSets, clock: Clock, bus: EventBus): MailReports {
  const dead = new Set<string>();
  return {
    knows: (name) => sets.has(name),
    bounceFrom: (address) => void dead.add(address.toLowerCase()),
    sent: (mail) => {
      for (const event of mailEvents(mail, sets, clock, dead)) {
        // The function's own log says why it failed.
        bus.report(event).catch(() => {});
      }
    },
  };
}

/**
 * What SES would report of a mail: something for recipients of its mailbox simulator and for dead addresses, nothing for
 * all others.
 */
export function mailEvents(
  mail: SentMail,
  sets: ConfigurationSets,
  clock: Clock,
  dead: ReadonlySet<string> = new Set(),
): Reported[] {
  return mail.destinations.flatMap((recipient) => {
    const kind = dead.has(recipient.toLowerCase()) ? 'bounce' : simulated(recipient);
    if (kind === null || !sets.get(mail.configurationSet)?.has(kind)) return [];
    return [kind === 'bounce' ? bounced(mail, recipient, clock) : complained(mail, recipient, clock)];
  });
}

/** Amazon SES Developer Guide, "Using the mailbox simulator manually". */
function simulated(recipient: string): Kind | null {
  const [, kind] =
    /^(?:.*<)?(bounce|complaint)(?:\+[^@]*)?@simulator\.amazonses\.com>?$/i.exec(recipient.trim()) ?? [];
  return kind === undefined ? null : (kind.toLowerCase() as Kind);
}

/** Amazon SES Developer Guide, "Contents of event data that Amazon SES publishes", Bounce object. */
function bounced(mail: SentMail, emailAddress: string, clock: Clock): Reported {
  const diagnosticCode = 'smtp; 550 5.1.1 user unknown';
  return reported('Email Bounced', mail, {
    eventType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress, action: 'failed', status: '5.1.1', diagnosticCode }],
      timestamp: clock.now(),
      feedbackId: randomUUID(),
      reportingMTA: 'dns; laptop.amazonses.com',
    },
    mail: mailObject(mail, clock),
  });
}

function complained(mail: SentMail, emailAddress: string, clock: Clock): Reported {
  return reported('Email Complaint Received', mail, {
    eventType: 'Complaint',
    complaint: {
      complainedRecipients: [{ emailAddress }],
      complaintSubType: null,
      complaintFeedbackType: 'abuse',
      userAgent: 'Amazon SES Mailbox Simulator',
      arrivalDate: clock.now(),
      timestamp: clock.now(),
      feedbackId: randomUUID(),
    },
    mail: mailObject(mail, clock),
  });
}

function reported(detailType: string, { configurationSet }: SentMail, detail: unknown): Reported {
  const resource = `arn:aws:ses:${REGION}:${ACCOUNT}:configuration-set/${configurationSet}`;
  return { source: 'aws.ses', 'detail-type': detailType, resources: [resource], detail };
}

function mailObject({ messageId, source, destinations, configurationSet }: SentMail, clock: Clock): unknown {
  return {
    timestamp: clock.now(),
    source,
    sendingAccountId: ACCOUNT,
    messageId,
    destination: destinations,
    headersTruncated: false,
    headers: [],
    tags: { 'ses:configuration-set': [configurationSet] },
  };
}

import { Stack } from 'aws-cdk-lib';
import { EventBus, type EventPattern } from 'aws-cdk-lib/aws-events';
import { Grant } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  type DkimRecord,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Handler } from './handler.ts';

/** The domain that mails come from, signed with DKIM once its DNS has the records, and what SES reports of them. */
export class MailIdentity extends Construct {
  /** CNAME records by which the owner of the domain lets SES sign its mails. */
  readonly dnsRecords: readonly DkimRecord[];
  /** What mails are sent under, so that SES reports their bounces and complaints. */
  readonly configurationSet: string;
  private readonly mailbox: string;

  constructor(scope: Construct, id: string, mailbox: string) {
    super(scope, id);
    this.mailbox = mailbox;
    const domain = mailbox.slice(mailbox.lastIndexOf('@') + 1);
    const identity = new EmailIdentity(this, 'Identity', { identity: Identity.domain(domain) });
    this.dnsRecords = identity.dkimRecords;
    // Neither here nor below is anything that follows who opens a mail or a link.
    const reports = new ConfigurationSet(this, 'Reports', { vdmOptions: { engagementMetrics: false } });
    reports.addEventDestination('Undelivered', {
      // SES hands events to the account's default bus only.
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'Bus', 'default')),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    });
    this.configurationSet = reports.configurationSetName;
  }

  /**
   * The events that say a mail of ours did not arrive or was not wanted (Amazon SES Developer Guide, "Monitoring SES
   * events using Amazon EventBridge"). The account's bus has those of all its mails: other people's are none of ours.
   */
  get undelivered(): EventPattern {
    return {
      source: ['aws.ses'],
      detailType: ['Email Bounced', 'Email Complaint Received'],
      detail: { mail: { tags: { 'ses:configuration-set': [this.configurationSet] } } },
    };
  }

  /**
   * Lets a function send from the mailbox. In the sandbox IAM asks for the identity of who gets a mail, too, which is whatever
   * address the operator has verified to try with: so all identities of the account are named, and one sender.
   */
  grantSend(handler: Handler): void {
    const arn = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
    Grant.addToPrincipal({
      grantee: handler,
      actions: ['ses:SendRawEmail'],
      resourceArns: [arn('identity', '*'), arn('configuration-set', this.configurationSet)],
      conditions: { StringEquals: { 'ses:FromAddress': this.mailbox } },
    });
  }
}

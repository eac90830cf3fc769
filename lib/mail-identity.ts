import { Grant } from 'aws-cdk-lib/aws-iam';
import { type DkimRecord, EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Handler } from './handler.ts';

/** The domain that mails come from, signed with DKIM once its DNS has the records. */
export class MailIdentity extends Construct {
  /** CNAME records by which the owner of the domain lets SES sign its mails. */
  readonly dnsRecords: readonly DkimRecord[];
  private readonly identity: EmailIdentity;

  constructor(scope: Construct, id: string, mailbox: string) {
    super(scope, id);
    const domain = mailbox.slice(mailbox.lastIndexOf('@') + 1);
    this.identity = new EmailIdentity(this, 'Identity', { identity: Identity.domain(domain) });
    this.dnsRecords = this.identity.dkimRecords;
  }

  grantSend(handler: Handler): void {
    Grant.addToPrincipal({
      grantee: handler,
      actions: ['ses:SendRawEmail'],
      resourceArns: [this.identity.emailIdentityArn],
    });
  }
}

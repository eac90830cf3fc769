import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Settings, settings } from '../lambdas/config/settings.ts';
import { Alarms } from './alarms.ts';
import { Api } from './api.ts';
import { Bounce } from './bounce.ts';
import { Dashboard } from './dashboard.ts';
import { FrontDoor } from './front-door.ts';
import { MailIdentity } from './mail-identity.ts';
import { Notify } from './notify.ts';
import { Operator } from './operator.ts';
import { Pages } from './pages.ts';
import { Publish } from './publish.ts';
import { PublishedFiles } from './published-files.ts';
import { Sweep } from './sweep.ts';
import { Table } from './table.ts';
import { Website } from './website.ts';

export type ServiceProps = StackProps & {
  /** In place of that of the settings. */
  readonly concurrency?: Settings['concurrency'];
};

/** The whole system. Forms write to the table, the table wakes mail and publication, sites read the files. */
export class Service extends Stack {
  constructor(scope: Construct, id: string, props: ServiceProps = {}) {
    super(scope, id, props);

    const { read, publish: publishing } = props.concurrency ?? settings.concurrency;
    const table = new Table(this, 'Table');
    const files = new PublishedFiles(this, 'PublishedFiles');
    const mailIdentity = new MailIdentity(this, 'MailIdentity', settings.portal.mailbox);
    const api = new Api(this, 'Api', { requestsPerSecond: settings.requestsPerSecond });
    const door = new FrontDoor(this, 'FrontDoor');
    const { firewall, doorKey } = settings;
    const website = new Website(this, 'Website', { api, files, door, doorKey, firewall });

    const { publicUrl } = website;
    const pages = new Pages(this, 'Pages', { api, table, door, publicUrl, readConcurrency: read });
    const { handler: notify } = new Notify(this, 'Notify', { table, mailIdentity, publicUrl });
    const { handler: publish } = new Publish(this, 'Publish', {
      table,
      files,
      website,
      concurrency: publishing,
    });
    const { handler: sweep } = new Sweep(this, 'Sweep', { table, publicUrl });
    const { handler: bounce } = new Bounce(this, 'Bounce', { table, mailIdentity, publicUrl });

    const background = { notify, publish, sweep, bounce };
    const operator = new Operator(this, 'Operator', settings.operator);
    new Alarms(this, 'Alarms', { operator, api, background });
    new Dashboard(this, 'Dashboard', { api, handlers: [...pages.handlers, ...Object.values(background)] });

    new CfnOutput(this, 'PublicUrl', {
      value: publicUrl,
      description: 'Where the public reaches everything',
    });
    new CfnOutput(this, 'TableName', { value: table.name, description: 'The truth: back this up' });
    new CfnOutput(this, 'BucketName', { value: files.name, description: 'What is published' });
    mailIdentity.dnsRecords.forEach(({ name, value }, index) => {
      new CfnOutput(this, `DnsRecord${index + 1}`, {
        value: `${name} CNAME ${value}`,
        description: 'Add it to the DNS of the mailbox, so that mails are signed',
      });
    });
  }
}

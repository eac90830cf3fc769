import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Handler } from './handler.ts';
import type { MailIdentity } from './mail-identity.ts';
import type { Table } from './table.ts';
import { tableActions } from './table-actions.ts';

export type NotifyProps = {
  readonly table: Table;
  readonly mailIdentity: MailIdentity;
  readonly publicUrl: string;
};

/** Sends the mails that are owed. */
export class Notify extends Construct {
  readonly handler: Handler;

  constructor(scope: Construct, id: string, { table, mailIdentity, publicUrl }: NotifyProps) {
    super(scope, id);
    this.handler = new Handler(this, 'Handler', {
      name: 'notify',
      description: 'Sends the mails that are owed',
      environment: { tableName: table.name, publicUrl, configurationSet: mailIdentity.configurationSet },
      timeout: Duration.minutes(1),
      memorySize: 512,
    });
    table.grant(this.handler, tableActions.notify);
    table.wake(this.handler, 'OUTBOX#MAIL');
    mailIdentity.grantSend(this.handler);
  }
}

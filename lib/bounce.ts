import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Handler } from './handler.ts';
import type { MailIdentity } from './mail-identity.ts';
import { OnEvent } from './on-event.ts';
import type { Table } from './table.ts';
import { tableActions } from './table-actions.ts';

export type BounceProps = {
  readonly table: Table;
  readonly mailIdentity: MailIdentity;
  readonly publicUrl: string;
};

/** Learns which addresses mail no longer reaches, or whose owners complained. */
export class Bounce extends Construct {
  readonly handler: Handler;

  constructor(scope: Construct, id: string, { table, mailIdentity, publicUrl }: BounceProps) {
    super(scope, id);
    const tries = { retryAttempts: 2, maxEventAge: Duration.hours(6) };
    this.handler = new Handler(this, 'Handler', {
      name: 'bounce',
      description: 'Learns which addresses mail no longer reaches, or whose owners complained',
      environment: { tableName: table.name, publicUrl },
      timeout: Duration.seconds(30),
      memorySize: 512,
      ...tries,
    });
    table.grant(this.handler, tableActions.bounce);
    new OnEvent(this, 'Reports', {
      description: 'What SES reports of mails that did not arrive or were not wanted',
      handler: this.handler,
      on: { eventPattern: mailIdentity.undelivered },
      ...tries,
    });
  }
}

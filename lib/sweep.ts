import { Duration } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { Handler } from './handler.ts';
import { OnEvent } from './on-event.ts';
import type { Table } from './table.ts';
import { tableActions } from './table-actions.ts';

export type SweepProps = { readonly table: Table; readonly publicUrl: string };

const INTERVAL = Duration.minutes(5);

/** Sees to what is due, and wakes again what a lost wake-up left. */
export class Sweep extends Construct {
  readonly handler: Handler;

  constructor(scope: Construct, id: string, { table, publicUrl }: SweepProps) {
    super(scope, id);
    // The next sweep does what this one did not: trying again would only meet it.
    const tries = { retryAttempts: 0, maxEventAge: INTERVAL };
    this.handler = new Handler(this, 'Handler', {
      name: 'sweep',
      description: 'Sees to what is due, and wakes again what a lost wake-up left',
      environment: { tableName: table.name, publicUrl },
      timeout: Duration.minutes(2),
      memorySize: 512,
      ...tries,
    });
    table.grant(this.handler, tableActions.sweep);
    new OnEvent(this, 'Schedule', {
      description: 'Every five minutes',
      handler: this.handler,
      on: { schedule: Schedule.rate(INTERVAL) },
      ...tries,
    });
  }
}

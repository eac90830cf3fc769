import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Handler } from './handler.ts';
import type { PublishedFiles } from './published-files.ts';
import type { Table } from './table.ts';
import { tableActions } from './table-actions.ts';
import type { Website } from './website.ts';

export type PublishProps = {
  readonly table: Table;
  readonly files: PublishedFiles;
  readonly website: Website;
  /** Reserved concurrency; none is reserved by default, which deploys in every account. */
  readonly concurrency?: number | undefined;
};

/** Turns approved changes into the next release. */
export class Publish extends Construct {
  readonly handler: Handler;

  constructor(scope: Construct, id: string, { table, files, website, concurrency }: PublishProps) {
    super(scope, id);
    this.handler = new Handler(this, 'Handler', {
      name: 'publish',
      description: 'Turns approved changes into the next release',
      environment: {
        tableName: table.name,
        bucketName: files.name,
        distributionId: website.distributionId,
        publicUrl: website.publicUrl,
      },
      timeout: Duration.minutes(5),
      memorySize: 1024,
      concurrency,
    });
    table.grant(this.handler, tableActions.publish);
    table.wake(this.handler, 'OUTBOX#PUBLISH');
    files.grantPublish(this.handler);
    website.grantForget(this.handler);
  }
}

import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { HttpFunction } from '../lambdas/config/routes.ts';
import type { Api } from './api.ts';
import type { FrontDoor } from './front-door.ts';
import { Handler } from './handler.ts';
import type { Table } from './table.ts';
import { tableActions } from './table-actions.ts';

export type PagesProps = {
  readonly api: Api;
  readonly table: Table;
  readonly door: FrontDoor;
  readonly publicUrl: string;
  /** Reserved concurrency of the function that readers meet. */
  readonly readConcurrency?: number | undefined;
};

const descriptions: Readonly<Record<HttpFunction, string>> = {
  browse: 'Shows what only needs reading',
  submit: 'Takes what contributors send',
  confirm: 'Takes what contributors say by mailed links',
  review: 'Shows the manager a submission and takes the decision',
};

/** The functions that answer requests. */
export class Pages extends Construct {
  readonly handlers: readonly Handler[];

  constructor(scope: Construct, id: string, props: PagesProps) {
    super(scope, id);
    this.handlers = (Object.keys(descriptions) as HttpFunction[]).map((name) => this.add(name, props));
  }

  private add(name: HttpFunction, { api, table, door, publicUrl, readConcurrency }: PagesProps): Handler {
    const handler = new Handler(this, name, {
      name,
      description: descriptions[name],
      environment: { tableName: table.name, publicUrl, doorSecret: door.secretArn },
      timeout: Duration.seconds(10),
      memorySize: 512,
      concurrency: name === 'browse' ? readConcurrency : undefined,
    });
    table.grant(handler, tableActions[name]);
    door.grantRead(handler);
    api.route(name, handler);
    return handler;
  }
}

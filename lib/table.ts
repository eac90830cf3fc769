import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, type ITable, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { Handler } from './handler.ts';
import type { TableAction } from './table-actions.ts';

/** Partitions of what is owed, as lambdas/storage/keys.ts names them. */
export type OutboxPartition = 'OUTBOX#MAIL' | 'OUTBOX#PUBLISH';

/** The days back to which the table can be restored, the most DynamoDB offers. The privacy page names them. */
const RECOVERY_DAYS = 35;

/** The single table: the truth, of which everything published is a projection. */
export class Table extends Construct {
  readonly name: string;
  private readonly table: TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      timeToLiveAttribute: 'expires',
      dynamoStream: StreamViewType.KEYS_ONLY,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: RECOVERY_DAYS,
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.name = this.table.tableName;
  }

  grant(handler: Handler, actions: readonly TableAction[]): void {
    Grant.addToPrincipal({ grantee: handler, actions: [...actions], resourceArns: [this.table.tableArn] });
  }

  /**
   * Wakes a function when rows of an outbox partition appear or are touched. The stream only wakes: the function reads
   * from the table what is owed, so few retries do, and a row that is taken off wakes nobody.
   */
  wake(handler: Handler, outbox: OutboxPartition): void {
    handler.lambda.addEventSource(
      // The cast: CDK's classes do not meet its interfaces under exactOptionalPropertyTypes.
      new DynamoEventSource(this.table as ITable, {
        // The latest would miss what is written until the mapping is up; what is read twice does no harm.
        startingPosition: StartingPosition.TRIM_HORIZON,
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.or('INSERT', 'MODIFY'),
            dynamodb: { Keys: { pk: { S: FilterRule.isEqual(outbox) } } },
          }),
        ],
        batchSize: 100,
        maxBatchingWindow: Duration.seconds(0),
        parallelizationFactor: 1,
        retryAttempts: 3,
        bisectBatchOnError: true,
        maxRecordAge: Duration.hours(1),
      }),
    );
  }
}

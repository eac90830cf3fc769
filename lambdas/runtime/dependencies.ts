import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readEnvironment, readOptional } from '../config/environment.ts';
import { type Settings, settings } from '../config/settings.ts';
import { dynamoTable, type Table } from '../storage/table.ts';
import { embeddedMetrics, type Measure } from './emit-metrics.ts';

/** What every function works with. Handlers take it as an argument; deployed, they get the real parts. */
export type Dependencies = {
  readonly table: Table;
  readonly settings: Settings;
  /** Where the public reaches everything, without a slash at the end. */
  readonly publicUrl: string;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly measure: Measure;
  /** Whether anybody is refused for doing something too often; off where load is tested. */
  readonly limited: boolean;
};

/** The real parts, as the function's environment names them. */
export function deployedDependencies(functionName: string): Dependencies {
  const { tableName, publicUrl } = readEnvironment(['tableName', 'publicUrl'], process.env);
  const now = () => new Date();
  return {
    table: dynamoTable(new DynamoDBClient({}), tableName),
    settings,
    publicUrl,
    now,
    logger: new Logger({ serviceName: functionName }),
    measure: embeddedMetrics(now, (line) => process.stdout.write(`${line}\n`)),
    limited: readOptional('limits', process.env) !== 'off',
  };
}

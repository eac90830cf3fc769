import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readEnvironment } from '../config/environment.ts';
import { type Settings, settings } from '../config/settings.ts';
import { dynamoTable, type Table } from '../storage/table.ts';

/** What every function works with. Handlers take it as an argument; deployed, they get the real parts. */
export type Dependencies = {
  readonly table: Table;
  readonly settings: Settings;
  /** Where the public reaches everything, without a slash at the end. */
  readonly publicUrl: string;
  readonly now: () => Date;
  readonly logger: Logger;
};

/** The real parts, as the function's environment names them. */
export function deployedDependencies(functionName: string): Dependencies {
  const { tableName, publicUrl } = readEnvironment(['tableName', 'publicUrl'], process.env);
  return {
    table: dynamoTable(new DynamoDBClient({}), tableName),
    settings,
    publicUrl,
    now: () => new Date(),
    logger: new Logger({ serviceName: functionName }),
  };
}

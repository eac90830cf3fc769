import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { type PublishedFiles, s3PublishedFiles } from '../lambdas/storage/published-files.ts';
import { type ScannedPage, scanTable } from '../lambdas/storage/scan.ts';
import { dynamoTable, type Table } from '../lambdas/storage/table.ts';
import { chosenInventory } from '../lib/inventory.ts';
import { findRunning, type Running } from '../local/process/running.ts';
import { CannotRun } from './cannot-run.ts';

/** What a command acts on: the laptop that runs, or a deployed stack. */
export type Connection = {
  /** Where the public reaches it, without a slash at the end. */
  readonly publicUrl: string;
  readonly table: Table;
  /** Every item of the table. */
  readonly scan: () => AsyncIterable<ScannedPage>;
  readonly files: PublishedFiles;
  /** The time its functions go by. */
  readonly now: () => Date;
  readonly close: () => void;
};

/**
 * @param stack the deployed one of that name; without it the laptop that runs on the data folder
 * @throws {CannotRun} when there is no such thing
 */
export async function connect(
  stack: string | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<Connection> {
  return stack === undefined
    ? toLaptop(environment['CORRIGENDA_DATA'] ?? chosenInventory(environment).dataFolder)
    : toStack(stack, new CloudFormationClient({}));
}

async function toLaptop(folder: string): Promise<Connection> {
  const running = findRunning(folder);
  if (!running) {
    throw new CannotRun(
      `No Corrigenda runs on the data in ${folder}: start it with npm start, name the folder of one that runs with CORRIGENDA_DATA=FOLDER, or a deployed one with --stack NAME.`,
    );
  }
  const { publicUrl, endpoints, tableName, bucketName, control } = running;
  // Nobody checks them there; they only have to be some.
  const client = { region: 'eu-west-1', credentials: { accessKeyId: 'command', secretAccessKey: 'command' } };
  const dynamodb = new DynamoDBClient({ ...client, endpoint: endpoints.dynamodb });
  const s3 = new S3Client({ ...client, endpoint: endpoints.s3 });
  return { publicUrl, now: await clockOf(control), ...storesOf(dynamodb, tableName, s3, bucketName) };
}

/** The laptop's clock may have been put forward. */
async function clockOf(control: Running['control']): Promise<() => Date> {
  const { now } = (await (await fetch(`${control}/clock`)).json()) as { readonly now: string };
  const ahead = Date.parse(now) - Date.now();
  return () => new Date(Date.now() + ahead);
}

/** A deployed stack names its parts in its outputs. */
export async function toStack(name: string, cloudFormation: CloudFormationClient): Promise<Connection> {
  const outputs = await outputsOf(name, cloudFormation);
  const output = (key: string): string => {
    const value = outputs.get(key);
    if (value === undefined) throw new CannotRun(`The stack ${name} is no Corrigenda: it has no ${key}.`);
    return value;
  };
  const [publicUrl, tableName, bucketName] = [output('PublicUrl'), output('TableName'), output('BucketName')];
  const stores = storesOf(new DynamoDBClient({}), tableName, new S3Client({}), bucketName);
  return { publicUrl, now: () => new Date(), ...stores };
}

async function outputsOf(name: string, client: CloudFormationClient): Promise<ReadonlyMap<string, string>> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    const outputs = Stacks.flatMap(({ Outputs = [] }) => Outputs);
    return new Map(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
  } catch (error) {
    const { name: kind, message } = error instanceof Error ? error : new Error(String(error));
    if (kind === 'ValidationError' && message.includes('does not exist')) {
      throw new CannotRun(
        `There is no stack ${name} in this account and region: npm run deploy calls it Corrigenda, and AWS_REGION chooses the region.`,
      );
    }
    throw new CannotRun(
      `AWS cannot be asked for the stack ${name} (${kind}): credentials and region must be in the environment, as for npm run deploy.`,
      { cause: error },
    );
  } finally {
    client.destroy();
  }
}

function storesOf(dynamodb: DynamoDBClient, tableName: string, s3: S3Client, bucketName: string) {
  return {
    table: dynamoTable(dynamodb, tableName),
    scan: () => scanTable(dynamodb, tableName),
    files: s3PublishedFiles(s3, bucketName),
    close: () => {
      dynamodb.destroy();
      s3.destroy();
    },
  };
}

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { startBuckets } from '../../local/bucket/server.ts';
import { findJava } from '../../local/dynamodb/java.ts';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { Shutdown } from '../../local/process/shutdown.ts';

/** Everything a suite writes begins so: other people's things in the same place are none of its business. */
const mark = `contract-${randomUUID()}`;
/** AWS_REGION will not do: what runs the tests sets it. */
const region = process.env['CONTRACT_REGION'] ?? 'eu-west-1';
const laptop = { region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

/** An S3 to try, and a prefix in its bucket that is the suite's own. */
export type S3BackEnd = {
  readonly client: S3Client;
  readonly bucket: string;
  readonly prefix: string;
  readonly stop: () => Promise<void>;
};

/**
 * The bucket of files; or the bucket that CONTRACT_S3_BUCKET names, at CONTRACT_S3_ENDPOINT or else on AWS, with the
 * credentials of the environment and the region CONTRACT_REGION.
 */
export async function startS3(): Promise<S3BackEnd> {
  const { CONTRACT_S3_BUCKET: bucket, CONTRACT_S3_ENDPOINT: endpoint } = process.env;
  const prefix = `${mark}/`;
  if (bucket) {
    announce('S3', `the bucket ${bucket} at ${endpoint ?? 'AWS'}`);
    const client = new S3Client({ region, ...(endpoint ? { endpoint, forcePathStyle: true } : {}) });
    return { client, bucket, prefix, stop: () => empty(client, bucket, prefix) };
  }
  announce('S3', 'the file-backed bucket');
  const shutdown = new Shutdown();
  const folder = await mkdtemp(join(tmpdir(), 'contract-'));
  shutdown.onStop(() => rm(folder, { recursive: true }));
  const client = new S3Client({ endpoint: await startBuckets(folder, ['inventory'], shutdown), ...laptop });
  return { client, bucket: 'inventory', prefix, stop: () => shutdown.stop() };
}

async function empty(client: S3Client, Bucket: string, Prefix: string): Promise<void> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix }));
  for (const { Key } of Contents) await client.send(new DeleteObjectCommand({ Bucket, Key }));
}

/** A table to try, and a beginning of partition keys that is the suite's own. */
export type TableBackEnd = {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly prefix: string;
  readonly stop: () => Promise<void>;
};

/**
 * DynamoDB Local; or the table that CONTRACT_TABLE names, at CONTRACT_DYNAMODB_ENDPOINT or else on AWS. It must have the
 * keys `pk` and `sk`; what is written expires after an hour.
 */
export async function startTable(): Promise<TableBackEnd> {
  const { CONTRACT_TABLE: name, CONTRACT_DYNAMODB_ENDPOINT: endpoint } = process.env;
  if (name) {
    announce('table', `${name} at ${endpoint ?? 'AWS'}`);
    const client = new DynamoDBClient({ region, ...(endpoint ? { endpoint } : {}) });
    return { client, tableName: name, prefix: mark, stop: async () => client.destroy() };
  }
  announce('table', 'DynamoDB Local');
  const shutdown = new Shutdown();
  const java = await findJava(process.env);
  const local = await startDynamoDb({ java, folder: null, adopt: () => {} }, shutdown);
  const client = new DynamoDBClient({ endpoint: local, ...laptop });
  shutdown.onStop(() => client.destroy());
  await client.send(new CreateTableCommand(shape));
  return { client, tableName: shape.TableName, prefix: mark, stop: () => shutdown.stop() };
}

const shape = {
  TableName: 'contract',
  BillingMode: 'PAY_PER_REQUEST' as const,
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: 'sk', KeyType: 'RANGE' as const },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' as const },
    { AttributeName: 'sk', AttributeType: 'S' as const },
  ],
};

/** A contract that held somewhere else proves nothing: each run says where it was tried. */
function announce(contract: string, where: string): void {
  process.stdout.write(`\nCONTRACT ${contract}: tried on ${where}\n`);
}

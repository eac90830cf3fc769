import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@aws-lambda-powertools/logger';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { seedRecords } from '../../bin/demo/seed.ts';
import { browseHandler } from '../../lambdas/browse.ts';
import { type Settings, settings } from '../../lambdas/config/settings.ts';
import { confirmHandler } from '../../lambdas/confirm.ts';
import type { Rule } from '../../lambdas/domain/refusals.ts';
import { messagesFor } from '../../lambdas/i18n/messages.ts';
import { notifyHandler } from '../../lambdas/notify.ts';
import { publishHandler } from '../../lambdas/publish.ts';
import { reviewHandler } from '../../lambdas/review.ts';
import { loadInventory } from '../../lambdas/storage/load.ts';
import { s3PublishedFiles } from '../../lambdas/storage/published-files.ts';
import { dynamoTable } from '../../lambdas/storage/table.ts';
import { submitHandler } from '../../lambdas/submit.ts';
import { startBuckets } from '../../local/bucket/server.ts';
import { startDynamoDb } from '../../local/dynamodb.ts';
import { findJava } from '../../local/java.ts';
import { Shutdown } from '../../local/shutdown.ts';
import { refuseWhatAwsRefuses } from './as-aws.ts';
import { type Mail, readMail } from './mail.ts';
import { type Invoke, requester } from './requests.ts';

export const publicUrl = 'https://corrections.example.org';
const Bucket = 'inventory';

/** The whole system without its infrastructure: the functions on a real table, a real bucket, and a letter box. */
export type World = Awaited<ReturnType<typeof startWorld>>;

export type WorldOptions = {
  /** A DynamoDB Local that several worlds use, each with a table of its own; without it the world starts one. */
  readonly dynamoDb?: string;
  readonly settings?: Partial<Settings>;
  /** What lies between the functions and DynamoDB. */
  readonly between?: (client: DynamoDBClient) => void;
};

/** A DynamoDB Local for one world or several. */
export async function startDatabase(shutdown: Shutdown): Promise<string> {
  return startDynamoDb({ java: await findJava(process.env), folder: null, adopt: () => {} }, shutdown);
}

export async function startWorld(options: WorldOptions = {}) {
  const shutdown = new Shutdown();
  const folder = await mkdtemp(join(tmpdir(), 'corrigenda-'));
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const region = 'eu-west-1';
  const endpoint = options.dynamoDb ?? (await startDatabase(shutdown));
  const dynamodb = new DynamoDBClient({ endpoint, region, credentials });
  refuseWhatAwsRefuses(dynamodb);
  options.between?.(dynamodb);
  const s3 = new S3Client({ endpoint: await startBuckets(folder, [Bucket], shutdown), region, credentials });
  const TableName = `corrigenda-${randomUUID()}`;
  await dynamodb.send(new CreateTableCommand({ TableName, ...tableShape }));
  const table = dynamoTable(dynamodb, TableName);
  const files = s3PublishedFiles(s3, Bucket);
  const clock = { now: new Date('2026-11-23T12:00:00.000Z') };
  const mails: Mail[] = [];
  const logger = new Logger({ serviceName: 'test', logLevel: 'SILENT' });
  const measured: string[] = [];
  const measure = (name: string) => void measured.push(name);
  const dependencies = {
    table,
    settings: { ...settings, ...options.settings },
    publicUrl,
    now: () => new Date(clock.now),
    logger,
    measure,
    limited: true,
  };
  const handlers: Record<string, Invoke> = {
    browse: browseHandler(dependencies),
    submit: submitHandler(dependencies),
    confirm: confirmHandler(dependencies),
    review: reviewHandler(dependencies),
  };
  return {
    table,
    files,
    mails,
    measured,
    clock,
    dependencies,
    ...requester(handlers, publicUrl),
    notify: notifyHandler({
      ...dependencies,
      sendMail: async ({ raw, to }) => void mails.push(await readMail(raw, to)),
    }),
    publish: publishHandler({ ...dependencies, files }),
    seed: () => loadInventory(table, seedRecords(), clock.now),
    /** The sentence of a rule, as pages show it. */
    rule: (rule: Rule) => messagesFor('en').rules[rule]({}),
    /** Deletes a published file, as an accident might. */
    lose: (path: string) => s3.send(new DeleteObjectCommand({ Bucket, Key: path })),
    /** Every item of the table. */
    dump: async () => {
      const items: ReturnType<typeof unmarshall>[] = [];
      for await (const page of paginateScan({ client: dynamodb }, { TableName, ConsistentRead: true }))
        items.push(...(page.Items ?? []).map((item) => unmarshall(item)));
      return items.sort((a, b) => (`${a['pk']} ${a['sk']}` < `${b['pk']} ${b['sk']}` ? -1 : 1));
    },
    stop: async () => {
      await dynamodb.send(new DeleteTableCommand({ TableName }));
      dynamodb.destroy();
      s3.destroy();
      await shutdown.stop();
      await rm(folder, { recursive: true });
    },
  };
}

const tableShape = {
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
} satisfies Omit<CreateTableCommandInput, 'TableName'>;

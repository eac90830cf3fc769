import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Logger } from '@aws-lambda-powertools/logger';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { bounceHandler } from '../../lambdas/bounce.ts';
import { browseHandler } from '../../lambdas/browse.ts';
import { type Settings, settings } from '../../lambdas/config/settings.ts';
import { confirmHandler } from '../../lambdas/confirm.ts';
import type { Rule } from '../../lambdas/domain/refusals.ts';
import { messagesFor } from '../../lambdas/i18n/messages.ts';
import type { SendMail } from '../../lambdas/mail/ses.ts';
import { notifyHandler } from '../../lambdas/notify.ts';
import { publishHandler } from '../../lambdas/publish.ts';
import { reviewHandler } from '../../lambdas/review.ts';
import { type PublishedFiles, s3PublishedFiles } from '../../lambdas/storage/published-files.ts';
import { type Edge, linesOf } from '../../lambdas/storage/readers-copies.ts';
import { scanTable } from '../../lambdas/storage/scan.ts';
import type { Item } from '../../lambdas/storage/stored.ts';
import { dynamoTable, type Table } from '../../lambdas/storage/table.ts';
import { submitHandler } from '../../lambdas/submit.ts';
import { sweepHandler } from '../../lambdas/sweep.ts';
import { loadInventory } from '../../lambdas/workflow/load-inventory.ts';
import { startBuckets } from '../../local/bucket/server.ts';
import { Shutdown } from '../../local/process/shutdown.ts';
import type { WriteFile } from '../../local/process/write-whole.ts';
import { seedRecords } from '../../operator/seed.ts';
import { refuseWhatAwsRefuses } from './as-aws.ts';
import { sharedDatabase } from './database.ts';
import { readWhole } from './item-types.ts';
import { type Mail, readMail } from './mail.ts';
import { type Invoke, requester } from './requests.ts';

export const publicUrl = 'https://corrections.example.org';
export const Bucket = 'inventory';

/** The whole system without its infrastructure: the functions on a real table, a real bucket, and a letter box. */
export type World = Awaited<ReturnType<typeof startWorld>>;

export type WorldOptions = ServiceOptions & { readonly settings?: Partial<Settings> };

/** Whatever was stored must be read whole: what a schema does not know would be lost when the item is written again. */
function refuseLosses(items: readonly ReturnType<typeof unmarshall>[]): void {
  for (const item of items) {
    const { read, said } = readWhole(item as Item);
    // What an earlier schema did not say yet is added.
    const again: Readonly<Record<string, unknown>> = { ...read };
    const lost = Object.keys(said).filter((key) => !isDeepStrictEqual(again[key], said[key]));
    if (lost.length > 0) throw new Error(`${item['pk']} ${item['sk']} is not read whole.`);
  }
}

export async function startWorld(options: WorldOptions = {}) {
  const services = await startServices(options);
  const { dynamodb, s3 } = services;
  const TableName = `corrigenda-${randomUUID()}`;
  await createTable(dynamodb, TableName);
  const table = dynamoTable(dynamodb, TableName);
  const files = s3PublishedFiles(s3, Bucket);
  const mails: Mail[] = [];
  const sendMail: SendMail = async ({ raw, to }) => void mails.push(await readMail(raw, to));
  const functions = functionsOn({ table, files, sendMail }, options.settings);
  return {
    ...functions,
    table,
    files,
    mails,
    seed: () => loadInventory(table, seedRecords(), functions.clock.now),
    /** The sentence of a rule, as pages show it. */
    rule: (rule: Rule) => messagesFor('en').rules[rule]({}),
    /** The paths of all published files. */
    paths: async () =>
      (await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'v1/' }))).Contents?.map(
        ({ Key }) => Key ?? '',
      ) ?? [],
    /** Deletes a published file, as an accident might. */
    lose: (path: string) => s3.send(new DeleteObjectCommand({ Bucket, Key: path })),
    /** As commands of an operator read the table. */
    scan: () => scanTable(dynamodb, TableName),
    /** Every item of the table. */
    dump: () => dumpTable(dynamodb, TableName),
    /** Where the bucket's files lie. */
    bucketFolder: services.bucketFolder,
    stop: async () => {
      refuseLosses(await dumpTable(dynamodb, TableName));
      await dynamodb.send(new DeleteTableCommand({ TableName }));
      await services.stop();
    },
  };
}

export type ServiceOptions = {
  /** A DynamoDB Local of one's own, where that of the test run will not do. */
  readonly dynamoDb?: string;
  /** What lies between the functions and DynamoDB. */
  readonly between?: (client: DynamoDBClient) => void;
  /** Writes the bucket's files, for a disk that refuses. */
  readonly write?: WriteFile;
};

/** A DynamoDB that others may use as well, each with tables of its own, and an S3 with one empty bucket. */
export async function startServices({ dynamoDb, between, write }: ServiceOptions = {}) {
  const shutdown = new Shutdown();
  const folder = await mkdtemp(join(tmpdir(), 'corrigenda-'));
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const region = 'eu-west-1';
  const endpoint = dynamoDb ?? (await sharedDatabase(shutdown));
  const dynamodb = new DynamoDBClient({ endpoint, region, credentials });
  refuseWhatAwsRefuses(dynamodb);
  between?.(dynamodb);
  const s3 = new S3Client({
    endpoint: await startBuckets(folder, [Bucket], shutdown, write),
    region,
    credentials,
  });
  return {
    dynamodb,
    s3,
    /** Where the bucket's files lie. */
    bucketFolder: join(folder, Bucket),
    stop: async () => {
      dynamodb.destroy();
      s3.destroy();
      await shutdown.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** What the functions work with, that tests may stand in for. */
export type Ports = { readonly table: Table; readonly files: PublishedFiles; readonly sendMail: SendMail };

/** A value of a metric, and when it was measured. */
export type Measurement = { readonly name: string; readonly value: number; readonly at: number };

/** Every function on these ports, by a clock that tests move. */
export function functionsOn({ table, files, sendMail }: Ports, own: Partial<Settings> = {}) {
  const clock = { now: new Date('2026-11-23T12:00:00.000Z') };
  const logger = new Logger({ serviceName: 'test', logLevel: 'SILENT' });
  const measured: string[] = [];
  const measurements: Measurement[] = [];
  const measure = (name: string, value = 1): void => {
    measured.push(name);
    measurements.push({ name, value, at: clock.now.getTime() });
  };
  /** Readers get what is in the bucket. */
  const edge: Edge = {
    forget: async () => {},
    read: async (path) => (await files.read(path))?.body ?? null,
    lines: async (path) => {
      const pieces = await files.pieces(path);
      return pieces && linesOf(pieces);
    },
  };
  const dependencies = {
    table,
    settings: { ...settings, ...own },
    publicUrl,
    now: () => new Date(clock.now),
    logger,
    measure,
    limited: true,
    // Requests come as through CloudFront, unless a test says otherwise.
    throughFrontDoor: async () => true,
  };
  const handlers: Record<string, Invoke> = {
    browse: browseHandler(dependencies),
    submit: submitHandler(dependencies),
    confirm: confirmHandler(dependencies),
    review: reviewHandler(dependencies),
  };
  return {
    measured,
    /** The same, with values and times. */
    measurements,
    clock,
    dependencies,
    ...requester(handlers, publicUrl),
    edge,
    notify: notifyHandler({ ...dependencies, sendMail }),
    publish: publishHandler({ ...dependencies, files, edge }),
    sweep: sweepHandler(dependencies),
    bounce: bounceHandler(dependencies),
  };
}

export async function createTable(dynamodb: DynamoDBClient, TableName: string): Promise<void> {
  await dynamodb.send(new CreateTableCommand({ TableName, ...tableShape }));
}

/** Every item, by its key. */
export async function dumpTable(
  dynamodb: DynamoDBClient,
  TableName: string,
): Promise<readonly ReturnType<typeof unmarshall>[]> {
  const items: ReturnType<typeof unmarshall>[] = [];
  for await (const { Items } of paginateScan({ client: dynamodb }, { TableName, ConsistentRead: true })) {
    items.push(...(Items ?? []).map((item) => unmarshall(item)));
  }
  return items.sort((a, b) => (`${a['pk']} ${a['sk']}` < `${b['pk']} ${b['sk']}` ? -1 : 1));
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

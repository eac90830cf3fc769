import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { dynamoTable } from '../../lambdas/storage/table.ts';
import { type Laptop, startLaptop } from '../../local/laptop.ts';
import { readConfigurationSets } from '../../local/mail/events.ts';
import { templateResolver } from '../../local/template/resolve.ts';
import { loadTemplate } from '../../local/template/template.ts';
import { seedInventory } from '../../operator/seed.ts';
import { mayStartServices } from './database.ts';
import { RECORDS } from './permission-report.ts';

type StoredMail = {
  readonly subject: string;
  readonly text: string;
  readonly to: readonly string[];
};
export type Running = Awaited<ReturnType<typeof startRunning>>;

/** Of a tenth of a second each: far more than anything takes. */
const TRIES = 200;

/** The laptop with the seed inventory published, on ports of its own, keeping nothing. */
export async function startRunning() {
  mayStartServices();
  const records = process.env[RECORDS];
  const laptop = await startLaptop({
    port: await freeBlock(),
    dataFolder: null,
    ...(records ? { permissionsFile: join(records, `${randomUUID()}.jsonl`) } : {}),
  });
  const { urls, apiAddress, secrets, endpoints, tableName, dataFolder } = laptop;
  await seedInventory({ endpoint: endpoints.dynamodb, tableName });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint: endpoints.dynamodb, region: 'eu-west-1', credentials });
  const published = async (
    path: string,
    wanted: (file: Document) => boolean = () => true,
  ): Promise<Document> => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const response = await fetch(urls.website + path);
      const file = response.ok ? ((await response.json()) as Document) : null;
      if (file && wanted(file)) return file;
      await delay(100);
    }
    throw new Error(`${path} did not become what was expected.`);
  };
  await published('/v1/index.json', ({ sequence }) => sequence === 1);
  return {
    pages: urls.website,
    /** The API's own address, past the website. */
    apiAddress,
    /** What the template's secrets say. */
    secrets,
    site: urls.site,
    control: urls.control,
    /** Where commands find it. */
    data: dataFolder,
    folders: { bucket: join(dataFolder, 'bucket'), logs: join(dataFolder, 'logs') },
    published,
    /** Reports, as SES does, that an address does not exist. */
    bounce: (address: string) => bounce(laptop, address),
    /** The mails to an address, oldest first, once there are that many. */
    mailsTo: (address: string, count: number) => mailsTo(urls.inbox, address, count),
    /** The newest mail to an address that says something, once it has come. */
    mailAbout: (address: string, about: string) => mailAbout(urls.inbox, address, about),
    linkIn: (mail: StoredMail | undefined, kind: 'confirm' | 'review' | 'submissions'): string => {
      const link = new RegExp(`https?://\\S+/${kind}/[\\w?=-]+`).exec(mail?.text ?? '')?.[0];
      if (!link) throw new Error(`The mail has no ${kind} link.`);
      return link;
    },
    dump: () => dump(client, tableName),
    table: dynamoTable(client, tableName),
    stop: async () => {
      client.destroy();
      await laptop.stop();
    },
  };
}

/** A published file: what it holds, the tests say. */
type Document = Readonly<Record<string, unknown>>;

async function mailsTo(inbox: string, address: string, count: number): Promise<readonly StoredMail[]> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const { emails } = (await (await fetch(`${inbox}/store`)).json()) as { emails: InboxMail[] };
    const mails = emails.map(({ subject, destination, body }) => ({
      subject,
      text: body.text ?? '',
      to: destination.to,
    }));
    const found = mails.filter(({ to }) => to.some((one) => one.includes(address)));
    if (found.length >= count) return found;
    await delay(100);
  }
  throw new Error(`${address} did not get ${count} mails.`);
}

async function mailAbout(inbox: string, address: string, about: string): Promise<StoredMail> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const mails = await mailsTo(inbox, address, 1);
    const mail = mails.findLast(({ subject, text }) => `${subject} ${text}`.includes(about));
    if (mail) return mail;
    await delay(100);
  }
  throw new Error(`${address} got no mail about ${about}.`);
}

type InboxMail = {
  readonly subject: string;
  readonly destination: { readonly to: string[] };
  readonly body: { readonly text?: string };
};

async function bounce({ dataFolder, urls, report }: Laptop, emailAddress: string): Promise<void> {
  const template = loadTemplate(join(dataFolder, 'assembly'));
  const sets = readConfigurationSets(template, templateResolver(template, urls.website));
  const detail = {
    eventType: 'Bounce',
    bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress }] },
    mail: { tags: { 'ses:configuration-set': [...sets.keys()] } },
  };
  await report({ source: 'aws.ses', 'detail-type': 'Email Bounced', resources: [], detail });
}

/** Every item of the table, once nothing is owed any more. */
async function dump(client: DynamoDBClient, TableName: string) {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const { Items } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
    const items = (Items ?? []).map((item) => unmarshall(item));
    const owed = items.filter(({ pk, sk }) => String(pk).startsWith('OUTBOX#') && sk !== 'WAKE');
    if (owed.length === 0) {
      return items.sort((a, b) => (`${a['pk']} ${a['sk']}` < `${b['pk']} ${b['sk']}` ? -1 : 1));
    }
    await delay(100);
  }
  throw new Error('Something stays owed.');
}

/** The files of a folder and its folders. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The first of four free ports in a row, chosen by chance so that test files do not meet. */
export async function freeBlock(): Promise<number> {
  for (;;) {
    const first = 10_000 + 4 * Math.floor(Math.random() * 2_500);
    const free = await Promise.all([0, 1, 2, 3].map((offset) => isFree(first + offset)));
    if (free.every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

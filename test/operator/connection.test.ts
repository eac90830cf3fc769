import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reference } from '../../lambdas/domain/names.ts';
import { parkMail } from '../../lambdas/storage/mail-outbox.ts';
import { type Laptop, startLaptop } from '../../local/laptop.ts';
import { announce } from '../../local/process/running.ts';
import { connect, toStack } from '../../operator/connection.ts';

const assembly = fileURLToPath(new URL('../local/fixtures/assembly', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
let laptop: Laptop;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connection-'));
  laptop = await startLaptop({ port: 24_460, dataFolder: join(folder, 'data'), assembly });
});
afterAll(async () => {
  await laptop.stop();
  await rm(folder, { recursive: true });
});

/** Runs `npm run mails` as a person does, on whatever lies in that data folder. */
function mails(data: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, CORRIGENDA_DATA: data };
  return new Promise((resolve) => {
    execFile(process.execPath, ['bin/mails.ts', ...args], { cwd: root, env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

describe('a command', () => {
  it('finds the table, the files, the address and the clock of the laptop that runs', async () => {
    const connection = await connect(undefined, { CORRIGENDA_DATA: laptop.dataFolder });
    expect(connection.publicUrl).toBe(laptop.urls.website);
    await connection.table.put({ pk: 'A', sk: 'B', value: 1, schema: 1 });
    expect(await connection.table.get({ pk: 'A', sk: 'B' })).toMatchObject({ value: 1 });
    const file = { path: 'v1/a.json', body: '{}', mediaType: 'application/json' };
    expect(await connection.files.write(file, null)).toBe('written');
    connection.close();
    await fetch(`${laptop.urls.control}/clock?advance=P6D`, { method: 'POST' });
    const later = await connect(undefined, { CORRIGENDA_DATA: laptop.dataFolder });
    expect(later.now().getTime() - Date.now()).toBeGreaterThan(5 * 86_400_000);
    later.close();
  });

  it('says in one sentence that nothing runs, also when what ran was killed', async () => {
    const says = `No Corrigenda runs on the data in ${folder}: start it with npm start`;
    await expect(connect(undefined, { CORRIGENDA_DATA: folder })).rejects.toThrow(says);
    announce(folder, {
      publicUrl: laptop.urls.website,
      control: laptop.urls.control,
      endpoints: laptop.endpoints,
      tableName: laptop.tableName,
      bucketName: laptop.bucketName,
    });
    const file = join(folder, 'running.json');
    (await connect(undefined, { CORRIGENDA_DATA: folder })).close();
    const owner = { pid: process.pid, identity: 'an earlier one' };
    await writeFile(file, JSON.stringify({ ...(await readJson(file)), owner }));
    await expect(connect(undefined, { CORRIGENDA_DATA: folder })).rejects.toThrow(says);
    const { code, out, err } = await mails(folder, 'list');
    expect([code, out, err.trim().split('\n').length]).toEqual([1, '', 1]);
  });

  it('says how it is called to whoever calls it wrongly', async () => {
    for (const wrong of [['--all'], ['send'], ['list', 'COR-1']]) {
      const { code, err } = await mails(laptop.dataFolder, ...wrong);
      expect([code, err]).toEqual([1, expect.stringContaining('called as npm run mails -- list')]);
    }
  });
});

describe('mails that were given up', () => {
  const owed = (reference: Reference) => ({
    ...{ pk: 'OUTBOX#MAIL', sk: `2026-11-23T12:00:00.000Z#${reference}#outcome#contributor` },
    ...{
      kind: 'outcome' as const,
      reference,
      recipient: 'contributor',
      owedSince: '2026-11-23T12:00:00.000Z',
    },
  });

  it('are listed without addresses, and owed again once', async () => {
    expect((await mails(laptop.dataFolder)).out).toBe('No mail was given up.\n');
    const { table, close } = await connect(undefined, { CORRIGENDA_DATA: laptop.dataFolder });
    for (const reference of ['COR-AAAA-AAAA', 'COR-BBBB-BBBB'] as const) {
      const row = owed(reference);
      const lease = { leaseId: 'a', attempts: 1, until: '2026-11-24T09:30:00.000Z' };
      await table.put({ pk: 'SENDING', sk: row.sk, schema: 1, ...lease });
      await parkMail(table, row, lease, 'MessageRejected', '2026-11-24T09:30:00.000Z');
    }
    expect((await mails(laptop.dataFolder, 'list')).out.split('\n')).toEqual([
      'COR-AAAA-AAAA  outcome           to contributor    2026-11-24T09:30  MessageRejected',
      'COR-BBBB-BBBB  outcome           to contributor    2026-11-24T09:30  MessageRejected',
      '',
    ]);
    const again = await mails(laptop.dataFolder, 'again', 'COR-BBBB-BBBB');
    expect(again.out).toBe('1 of 2 given up will be tried again.\n');
    const rows = await table.query('OUTBOX#MAIL', { whole: 'operatorsOwn' });
    expect(rows).toEqual([{ ...owed('COR-BBBB-BBBB'), schema: 1, owedSince: expect.any(String) }]);
    expect(`${rows[0]?.['owedSince']}` > owed('COR-BBBB-BBBB').owedSince).toBe(true);
    expect((await mails(laptop.dataFolder, 'again')).out).toBe('1 of 1 given up will be tried again.\n');
    expect(await table.query('PARKED#MAIL', { whole: 'operatorsOwn' })).toEqual([]);
    close();
  });
});

describe('a deployed stack', () => {
  let server: Server;
  let answer = { status: 200, body: '' };
  beforeAll(async () => {
    server = createServer((_, response) =>
      response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  const client = (over = {}) =>
    new CloudFormationClient({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
      ...over,
    });
  const described = (outputs: Readonly<Record<string, string>>) => {
    const members = Object.entries(outputs).map(
      ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    );
    return `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>Corrigenda</StackName><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
  };

  it('is found by its outputs', async () => {
    const outputs = { PublicUrl: 'https://d1.cloudfront.net', TableName: 'table', BucketName: 'bucket' };
    answer = { status: 200, body: described(outputs) };
    const connection = await toStack('Corrigenda', client());
    expect(connection.publicUrl).toBe('https://d1.cloudfront.net');
    connection.close();
  });

  it('of something else is refused by what it lacks', async () => {
    answer = { status: 200, body: described({ PublicUrl: 'https://d1.cloudfront.net' }) };
    await expect(toStack('Other', client())).rejects.toThrow(
      'The stack Other is no Corrigenda: it has no TableName.',
    );
  });

  it('that does not exist is refused in one sentence', async () => {
    const message = 'Stack with id Missing does not exist';
    const body = `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>${message}</Message></Error></ErrorResponse>`;
    answer = { status: 400, body };
    await expect(toStack('Missing', client())).rejects.toThrow('There is no stack Missing in this account');
  });

  it('that nobody may ask for is refused with the reason’s name', async () => {
    const noCredentials = async () => {
      throw Object.assign(new Error('None.'), { name: 'CredentialsProviderError' });
    };
    await expect(toStack('Corrigenda', client({ credentials: noCredentials }))).rejects.toThrow(
      'AWS cannot be asked for the stack Corrigenda (CredentialsProviderError): credentials and region',
    );
  });
});

async function readJson(file: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
}

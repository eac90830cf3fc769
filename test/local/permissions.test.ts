import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBuckets } from '../../local/bucket/server.ts';
import { startInvalidations } from '../../local/cdn/invalidations.ts';
import { findJava } from '../../local/dynamodb/java.ts';
import { dynamoDbClient, startDynamoDb } from '../../local/dynamodb/start.ts';
import { startSecretsManager } from '../../local/lambda/secrets-manager.ts';
import { Policy, type Statement } from '../../local/permissions/policy.ts';
import { startAws } from '../../local/permissions/proxy.ts';
import { Usage } from '../../local/permissions/usage.ts';
import { listen, readBytes } from '../../local/process/listen.ts';
import { Shutdown } from '../../local/process/shutdown.ts';

const TableName = 'table';
const Bucket = 'inventory';
const tableArn = `arn:aws:dynamodb:eu-west-1:000000000000:table/${TableName}`;
const secretArn = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:Key';
const allow = (actions: string[], resources: string[]): Statement => ({
  effect: 'Allow',
  actions,
  resources,
});
const roles: Readonly<Record<string, readonly Statement[]>> = {
  Writer: [
    allow(['dynamodb:PutItem', 'dynamodb:ConditionCheckItem', 'dynamodb:Query'], [tableArn]),
    allow(['s3:*Object'], [`arn:aws:s3:::${Bucket}/v1/*`]),
    { effect: 'Deny', actions: ['s3:PutObject'], resources: [`arn:aws:s3:::${Bucket}/v1/sealed`] },
    {
      ...allow(
        ['ses:SendRawEmail'],
        ['arn:aws:ses:eu-west-1:000000000000:identity/*', 'arn:aws:ses:*:configuration-set/Own'],
      ),
      when: { 'ses:FromAddress': ['portal@example.org'] },
    },
  ],
  Lister: [
    allow(['s3:GetObject'], [`arn:aws:s3:::${Bucket}/*`]),
    allow(['s3:ListBucket'], [`arn:aws:s3:::${Bucket}`]),
  ],
  // What SES's own domain identity alone would allow.
  Domain: [allow(['ses:SendRawEmail'], ['arn:aws:ses:*:identity/example.org'])],
  Reader: [allow(['secretsmanager:GetSecretValue'], [secretArn])],
  Overwriter: [allow(['s3:PutObject'], [`arn:aws:s3:::${Bucket}/*`])],
};

const shutdown = new Shutdown();
let folder: string;
let record: string;
let endpoint: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'permissions-'));
  record = join(folder, 'permissions.jsonl');
  const java = await findJava(process.env);
  const dynamodb = await startDynamoDb({ java, folder: null, adopt: () => {} }, shutdown);
  const s3 = await startBuckets(join(folder, 'bucket'), [Bucket], shutdown);
  const ses = await listen(
    0,
    async (request, response) => {
      await readBytes(request);
      const taken = '<SendRawEmailResult><MessageId>taken</MessageId></SendRawEmailResult>';
      response.end(`<SendRawEmailResponse>${taken}</SendRawEmailResponse>`);
    },
    shutdown,
  );
  const admin = dynamoDbClient(dynamodb);
  await admin.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    }),
  );
  admin.destroy();
  const identities = Object.entries(roles).map(
    ([name, statements]) =>
      [name, { functionName: name, roleName: `${name}Role`, policy: new Policy(statements) }] as const,
  );
  endpoint = await startAws(
    new Map(identities),
    {
      dynamodb,
      s3,
      ses,
      cloudfront: await startInvalidations(shutdown),
      secretsmanager: await startSecretsManager(new Map([[secretArn, 'the key']]), shutdown),
    },
    new Usage(record),
    shutdown,
  );
});

afterAll(async () => {
  await shutdown.stop();
  await rm(folder, { recursive: true });
});

/** The clients of a function, as its environment makes them. */
function clientsOf(functionName: string) {
  const credentials = { accessKeyId: functionName, secretAccessKey: 'laptop' };
  const config = { endpoint, region: 'eu-west-1', credentials };
  const [dynamodb, s3, ses] = [new DynamoDBClient(config), new S3Client(config), new SESClient(config)];
  const secretsManager = new SecretsManagerClient(config);
  shutdown.onStop(() => {
    for (const client of [dynamodb, s3, ses, secretsManager]) client.destroy();
  });
  return {
    dynamodb,
    s3,
    ses,
    put: (Key: string, more = {}) => s3.send(new PutObjectCommand({ Bucket, Key, Body: 'bytes', ...more })),
    get: (Key: string) => s3.send(new GetObjectCommand({ Bucket, Key })),
    secret: (SecretId: string, VersionStage?: string) =>
      secretsManager.send(new GetSecretValueCommand({ SecretId, VersionStage })),
    mail: (Source: string, set?: string, to?: string) => {
      const RawMessage = { Data: Buffer.from('Subject: Test\r\n\r\nText') };
      const named = set ? { ConfigurationSetName: set } : {};
      return ses.send(
        new SendRawEmailCommand({ Source, RawMessage, ...named, ...(to ? { Destinations: [to] } : {}) }),
      );
    },
  };
}

const user = (name: string) => `arn:aws:sts::000000000000:assumed-role/${name}Role/${name}`;

describe('the table', () => {
  const Item = { pk: { S: 'a' } };

  it('takes what the role allows, and gives back what DynamoDB answers', async () => {
    const { dynamodb } = clientsOf('Writer');
    await dynamodb.send(new PutItemCommand({ TableName, Item }));
    const query = {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'a' } },
    };
    expect((await dynamodb.send(new QueryCommand(query))).Items).toEqual([Item]);
    const again = new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' });
    await expect(dynamodb.send(again)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  });

  it('is refused in the words of DynamoDB', async () => {
    const deleted = clientsOf('Writer').dynamodb.send(new DeleteItemCommand({ TableName, Key: Item }));
    await expect(deleted).rejects.toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 400 },
      message: `User: ${user('Writer')} is not authorized to perform: dynamodb:DeleteItem on resource: ${tableArn} because no identity-based policy allows the dynamodb:DeleteItem action`,
    });
  });

  it('asks of a transaction the permissions of all that it is made of', async () => {
    const { dynamodb } = clientsOf('Writer');
    const absent = { TableName, Key: { pk: { S: 'none' } }, ConditionExpression: 'attribute_not_exists(pk)' };
    const allowed = [{ Put: { TableName, Item } }, { ConditionCheck: absent }];
    await dynamodb.send(new TransactWriteItemsCommand({ TransactItems: allowed }));
    for (const more of [
      { Delete: { TableName, Key: { pk: { S: 'b' } } } },
      { Update: { TableName, Key: { pk: { S: 'b' } }, UpdateExpression: 'REMOVE x' } },
      { Put: { TableName: 'other', Item } },
    ]) {
      const transaction = new TransactWriteItemsCommand({ TransactItems: [...allowed, more] });
      await expect(dynamodb.send(transaction)).rejects.toThrow('is not authorized to perform: dynamodb:');
    }
  });

  it('lets nobody scan it who may only query', async () => {
    const scan = clientsOf('Writer').dynamodb.send(new ScanCommand({ TableName }));
    await expect(scan).rejects.toThrow('dynamodb:Scan');
  });
});

describe('the bucket', () => {
  const denied = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };

  it('takes what the role allows, under the keys it names', async () => {
    const { put, get } = clientsOf('Writer');
    const { ETag } = await put('v1/a');
    await put('v1/a', { IfMatch: ETag });
    await put('v1/large', { Body: Buffer.alloc(3_000_000) });
    expect(await (await get('v1/a')).Body?.transformToString()).toBe('bytes');
    await expect(put('v2/a')).rejects.toMatchObject({
      ...denied,
      message: `User: ${user('Writer')} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::${Bucket}/v2/a" because no identity-based policy allows the s3:PutObject action`,
    });
    await expect(put('v2/large', { Body: Buffer.alloc(3_000_000) })).rejects.toMatchObject(denied);
  });

  it('obeys a statement that denies, whatever another allows', async () => {
    await expect(clientsOf('Writer').put('v1/sealed')).rejects.toThrow(
      'with an explicit deny in an identity-based policy',
    );
  });

  it('asks whoever compares an ETag for the right to read', async () => {
    const { put } = clientsOf('Overwriter');
    const { ETag } = await put('v1/b');
    await expect(put('v1/b', { IfMatch: ETag })).rejects.toThrow('s3:GetObject');
    await expect(put('v1/b', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  it('asks the same of whoever uploads in parts', async () => {
    const { s3, put } = clientsOf('Overwriter');
    const { ETag } = await put('v1/parts');
    const target = { Bucket, Key: 'v1/parts' };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(target));
    const part = { ...target, UploadId, PartNumber: 1, Body: 'part' };
    const sent = await s3.send(new UploadPartCommand(part));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: sent.ETag }] };
    const complete = (more = {}) =>
      s3.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload, ...more }));
    await expect(complete({ IfMatch: ETag })).rejects.toThrow('s3:GetObject');
    await complete();
    const lister = clientsOf('Lister').s3.send(new CreateMultipartUploadCommand(target));
    await expect(lister).rejects.toMatchObject(denied);
    const abort = s3.send(new AbortMultipartUploadCommand({ ...target, UploadId }));
    await expect(abort).rejects.toThrow('s3:AbortMultipartUpload');
  });

  it('tells that a file is missing only to those who may list', async () => {
    const missing = { Bucket, Key: 'v1/missing' };
    await expect(clientsOf('Lister').get('v1/missing')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(clientsOf('Writer').get('v1/missing')).rejects.toMatchObject(denied);
    const head = clientsOf('Writer').s3.send(new HeadObjectCommand(missing));
    await expect(head).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });

  it('is listed only by those who may', async () => {
    const list = new ListObjectsV2Command({ Bucket });
    expect((await clientsOf('Lister').s3.send(list)).KeyCount).toBeGreaterThan(0);
    await expect(clientsOf('Writer').s3.send(list)).rejects.toMatchObject(denied);
  });
});

describe('mail', () => {
  it('goes out from the sender, and under the configuration set, that the role may use', async () => {
    const { mail } = clientsOf('Writer');
    expect(await mail('Portal <portal@example.org>', 'Own')).toMatchObject({ MessageId: 'taken' });
    await expect(mail('portal@example.com')).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
      message: `User \`${user('Writer')}' is not authorized to perform \`ses:SendRawEmail' on resource \`arn:aws:ses:eu-west-1:000000000000:identity/example.com'`,
    });
    await expect(mail('portal@example.org', 'Other')).rejects.toThrow('configuration-set/Other');
    await expect(mail('someone@example.org')).rejects.toThrow('identity/example.org');
  });

  it('asks for the identity of who gets it as well, as SES does in the sandbox', async () => {
    const to = 'operator@example.net';
    expect(await clientsOf('Writer').mail('portal@example.org', 'Own', to)).toMatchObject({
      MessageId: 'taken',
    });
    await expect(clientsOf('Domain').mail('portal@example.org', undefined, to)).rejects.toThrow(
      `identity/${to}`,
    );
  });
});

describe('a secret', () => {
  it('is told to the role that may read it, and has no version before', async () => {
    const { secret } = clientsOf('Reader');
    expect(await secret(secretArn)).toMatchObject({ SecretString: 'the key' });
    await expect(secret(secretArn, 'AWSPREVIOUS')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(secret(`${secretArn}Other`)).rejects.toThrow(`on resource: ${secretArn}Other`);
    await expect(clientsOf('Writer').secret(secretArn)).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });
});

describe('whoever is not a function of the template', () => {
  it('is not known', async () => {
    const { dynamodb, get, mail } = clientsOf('Stranger');
    const put = dynamodb.send(new PutItemCommand({ TableName, Item: { pk: { S: 'a' } } }));
    await expect(put).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    await expect(get('v1/a')).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
    await expect(mail('portal@example.org')).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  });

  it('gets no service that the laptop does not have', async () => {
    const scope = 'Credential=Writer/20261123/eu-west-1/sqs/aws4_request';
    const response = await fetch(endpoint, { headers: { authorization: `AWS4-HMAC-SHA256 ${scope}` } });
    expect([response.status, await response.text()]).toEqual([501, expect.stringContaining('no sqs')]);
  });
});

describe('the record', () => {
  it('holds what was granted, used and refused, each once', async () => {
    const { dynamodb, put } = clientsOf('Writer');
    for (const Key of ['v1/a', 'v1/b']) await put(Key);
    for (const _ of [1, 2]) await expect(dynamodb.send(new ScanCommand({ TableName }))).rejects.toThrow();
    const lines = (await readFile(record, 'utf8')).trimEnd().split('\n');
    expect(new Set(lines).size).toBe(lines.length);
    const used = {
      what: 'used',
      function: 'Writer',
      action: 's3:*Object',
      resource: `arn:aws:s3:::${Bucket}/v1/*`,
    };
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      expect.arrayContaining([
        used,
        { ...used, what: 'granted' },
        { what: 'refused', function: 'Writer', action: 'dynamodb:Scan', resource: tableArn },
      ]),
    );
  });
});

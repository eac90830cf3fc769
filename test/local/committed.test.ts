import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, it } from 'vitest';
import { Policy } from '../../local/permissions/policy.ts';
import { startAws } from '../../local/permissions/proxy.ts';
import { Usage } from '../../local/permissions/usage.ts';
import { listen, readBytes } from '../../local/process/listen.ts';
import { Shutdown } from '../../local/process/shutdown.ts';

const shutdown = new Shutdown();
afterAll(() => shutdown.stop());

it('answers a transaction once DynamoDB Local, which answers before it has written it, has seen to something else', async () => {
  const done: string[] = [];
  const dynamodb = await listen(
    0,
    async (request, response) => {
      await readBytes(request);
      const [, operation = ''] = `${request.headers['x-amz-target']}`.split('.');
      // The answer to a transaction comes at once, what follows it takes its time.
      if (operation === 'Scan') await delay(50);
      done.push(operation);
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
    },
    shutdown,
  );
  const policy = new Policy([{ effect: 'Allow', actions: ['dynamodb:*'], resources: ['*'] }]);
  const identity = { functionName: 'Writer', roleName: 'WriterRole', policy };
  const endpoint = await startAws(
    new Map([['Writer', identity]]),
    { dynamodb, s3: dynamodb, ses: dynamodb, cloudfront: dynamodb, secretsmanager: dynamodb },
    new Usage(null),
    shutdown,
  );
  const credentials = { accessKeyId: 'Writer', secretAccessKey: 'laptop' };
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials });
  const Put = { TableName: 'table', Item: { pk: { S: 'a' } } };
  await client.send(new PutItemCommand(Put));
  expect(done).toEqual(['PutItem']);
  await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] }));
  expect(done).toEqual(['PutItem', 'TransactWriteItems', 'Scan']);
  client.destroy();
});

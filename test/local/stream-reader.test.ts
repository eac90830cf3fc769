import type { IncomingMessage, ServerResponse } from 'node:http';
import { DynamoDBStreamsClient, type _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import { describe, expect, it } from 'vitest';
import { StreamReader } from '../../local/dynamodb/stream-reader.ts';
import { listen, readBytes } from '../../local/process/listen.ts';
import { Shutdown } from '../../local/process/shutdown.ts';

type Request = {
  readonly ShardId?: string;
  readonly ShardIteratorType?: string;
  readonly ShardIterator?: string;
};
type Stream = (
  operation: string,
  request: Request,
) => { readonly status?: number; readonly [key: string]: unknown };

/** Reads from a stream that answers as given, until it handed over this many records. */
async function read(stream: Stream, count: number): Promise<(string | undefined)[]> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const operation = `${request.headers['x-amz-target']}`.split('.')[1] ?? '';
    const { status = 200, ...body } = stream(operation, JSON.parse(`${await readBytes(request)}`));
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
  };
  const shutdown = new Shutdown();
  const endpoint = await listen(0, answer, shutdown);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBStreamsClient({ endpoint, region: 'eu-west-1', credentials });
  const reader = new StreamReader(client, 'arn:stream');
  const records: StreamRecord[] = [];
  const enough = new AbortController();
  await reader.begin();
  const take = (taken: readonly StreamRecord[]) => {
    records.push(...taken);
    if (records.length >= count) enough.abort();
  };
  await reader.run(take, enough.signal);
  client.destroy();
  await shutdown.stop();
  return records.map(({ eventID }) => eventID);
}

describe('reading a stream', () => {
  it('begins at its end, and goes on with the shard that follows one that ended', async () => {
    const shards = ['first'];
    const begun: string[] = [];
    const stream: Stream = (operation, request) => {
      if (operation === 'DescribeStream')
        return { StreamDescription: { Shards: shards.map((ShardId) => ({ ShardId })) } };
      if (operation === 'GetShardIterator') {
        begun.push(`${request.ShardId} ${request.ShardIteratorType}`);
        return { ShardIterator: request.ShardId };
      }
      if (request.ShardIterator === 'second')
        return { Records: [{ eventID: '2' }], NextShardIterator: 'second' };
      shards.push('second');
      return { Records: [{ eventID: '1' }] };
    };
    expect(await read(stream, 2)).toEqual(['1', '2']);
    expect(begun).toEqual(['first LATEST', 'second TRIM_HORIZON']);
  });

  it('finds its place again after the computer slept', async () => {
    const stream: Stream = (operation, request) => {
      if (operation === 'DescribeStream') return { StreamDescription: { Shards: [{ ShardId: 'only' }] } };
      if (operation === 'GetShardIterator') return { ShardIterator: request.ShardIteratorType };
      if (request.ShardIterator === 'LATEST')
        return { status: 400, __type: 'ExpiredIteratorException', message: 'old' };
      return { Records: [{ eventID: 'kept' }], NextShardIterator: 'next' };
    };
    expect(await read(stream, 1)).toEqual(['kept']);
  });
});

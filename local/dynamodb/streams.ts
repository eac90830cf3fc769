import { DynamoDBStreamsClient, type _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import type { LambdaFunctions } from '../lambda/functions.ts';
import type { Shutdown } from '../process/shutdown.ts';
import { REGION } from '../template/names.ts';
import { StreamConsumer } from './stream-consumer.ts';
import type { StreamMapping } from './stream-mappings.ts';
import { StreamReader } from './stream-reader.ts';

export type StreamSource = { readonly endpoint: string; readonly streamArn: string };

/**
 * Reads the table's stream and wakes each mapping's function. Each is also woken once at the start: what was written
 * before this process is no longer in its stream, but may still be owed.
 */
export async function startStreams(
  source: StreamSource,
  mappings: readonly StreamMapping[],
  functions: LambdaFunctions,
  shutdown: Shutdown,
): Promise<void> {
  const client = new DynamoDBStreamsClient({
    endpoint: source.endpoint,
    region: REGION,
    credentials: { accessKeyId: 'laptop', secretAccessKey: 'laptop' },
  });
  const stopping = new AbortController();
  const consumers = mappings.map((mapping) => new StreamConsumer(mapping, functions, stopping.signal));
  const reader = new StreamReader(client, source.streamArn);
  await reader.begin();
  const reading = reader
    .run((records) => deliver(records, source.streamArn, consumers), stopping.signal)
    .catch((error: unknown) => console.error('The stream is no longer read: start again.', error));
  shutdown.onStop(async () => {
    stopping.abort();
    await Promise.all([reading, ...consumers.map((consumer) => consumer.finished())]);
    client.destroy();
  });
  for (const consumer of consumers) consumer.wake();
}

function deliver(
  records: readonly StreamRecord[],
  streamArn: string,
  consumers: readonly StreamConsumer[],
): void {
  const events = records.map((record) => lambdaRecord(record, streamArn));
  for (const consumer of consumers) consumer.take(events);
}

/** A record as Lambda receives it: times are seconds, and it names its source. */
export function lambdaRecord(record: StreamRecord, streamArn: string): unknown {
  const { dynamodb = {}, awsRegion, userIdentity, ...rest } = record;
  const { ApproximateCreationDateTime: created, ...change } = dynamodb;
  return {
    ...rest,
    ...(userIdentity
      ? { userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId } }
      : {}),
    awsRegion: REGION,
    dynamodb: {
      ...(created ? { ApproximateCreationDateTime: Math.floor(created.getTime() / 1000) } : {}),
      ...change,
    },
    eventSourceARN: streamArn,
  };
}

import { setTimeout as delay } from 'node:timers/promises';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';

/** How long a quiet stream is left alone, in milliseconds. */
const IDLE = 40;

type Position = 'LATEST' | 'TRIM_HORIZON';

/** Reads one DynamoDB stream from now on. Shards end and are followed by others; each is read to its end. */
export class StreamReader {
  readonly #client: DynamoDBStreamsClient;
  readonly #streamArn: string;
  /** Of shards being read; null for those read to their end. */
  readonly #iterators = new Map<string, string | null>();

  constructor(client: DynamoDBStreamsClient, streamArn: string) {
    this.#client = client;
    this.#streamArn = streamArn;
  }

  /** Takes its place at the end of the stream: what is written after this will be read. */
  async begin(): Promise<void> {
    await this.#findShards('LATEST');
  }

  /** Hands records over in their order until the signal aborts. */
  async run(take: (records: readonly StreamRecord[]) => void, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const count = await this.#readOnce(take).catch((error: unknown) => this.#findPlaceAgain(error));
      if (count === 0) await delay(IDLE);
    }
  }

  /** A computer that slept has lost its place. Reading what it has read already only wakes somebody in vain. */
  async #findPlaceAgain(error: unknown): Promise<number> {
    const lost = error instanceof ExpiredIteratorException || error instanceof TrimmedDataAccessException;
    if (!lost) throw error;
    this.#iterators.clear();
    await this.#findShards('TRIM_HORIZON');
    return 0;
  }

  async #readOnce(take: (records: readonly StreamRecord[]) => void): Promise<number> {
    let count = 0;
    for (const [shard, iterator] of this.#iterators) {
      if (iterator === null) continue;
      const command = new GetRecordsCommand({ ShardIterator: iterator });
      const { Records: records = [], NextShardIterator: next } = await this.#client.send(command);
      this.#iterators.set(shard, next ?? null);
      if (records.length > 0) take(records);
      count += records.length;
    }
    // A shard that ended has successors, which hold what came after it.
    if ([...this.#iterators.values()].every((iterator) => iterator === null))
      await this.#findShards('TRIM_HORIZON');
    return count;
  }

  async #findShards(position: Position): Promise<void> {
    for (const shard of await this.#shardIds()) {
      if (this.#iterators.has(shard)) continue;
      const command = new GetShardIteratorCommand({
        StreamArn: this.#streamArn,
        ShardId: shard,
        ShardIteratorType: position,
      });
      const { ShardIterator: iterator } = await this.#client.send(command);
      this.#iterators.set(shard, iterator ?? null);
    }
  }

  async #shardIds(): Promise<string[]> {
    const ids: string[] = [];
    let last: string | undefined;
    do {
      const page = new DescribeStreamCommand({ StreamArn: this.#streamArn, ExclusiveStartShardId: last });
      const { StreamDescription: stream } = await this.#client.send(page);
      for (const { ShardId: id } of stream?.Shards ?? []) if (id) ids.push(id);
      last = stream?.LastEvaluatedShardId;
    } while (last);
    return ids;
  }
}

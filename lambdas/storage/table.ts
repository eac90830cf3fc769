import { setTimeout as delay } from 'node:timers/promises';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Condition } from './conditions.ts';
import type { Key } from './keys.ts';

export type Item = Key & Readonly<Record<string, unknown>>;

/** One write of a transaction. */
export type Write =
  | { readonly put: Item; readonly when?: Condition }
  | { readonly remove: Key; readonly when?: Condition }
  | { readonly check: Key; readonly when: Condition };

/** Committed, or the positions of the writes whose condition refused. */
export type Committed = { readonly refused: readonly number[] };

/** The single table, as much of it as this software uses. All reads are strongly consistent. */
export type Table = {
  readonly get: (key: Key) => Promise<Item | null>;
  /** The items of a partition by sort key, all of them unless limited. */
  readonly query: (pk: string, options?: QueryOptions) => Promise<readonly Item[]>;
  readonly put: (item: Item, when?: Condition) => Promise<Committed>;
  readonly transact: (writes: readonly Write[]) => Promise<Committed>;
};

export type QueryOptions = {
  readonly prefix?: string;
  readonly limit?: number;
  readonly newestFirst?: boolean;
};

const CONFLICT_TRIES = 8;

export function dynamoTable(client: DynamoDBClient, tableName: string): Table {
  return {
    get: async (key) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: marshall(key), ConsistentRead: true }),
      );
      return Item ? asItem(Item) : null;
    },
    query: (pk, options = {}) => queryAll(client, tableName, pk, options),
    put: async (item, when) => {
      try {
        await client.send(new PutItemCommand({ TableName: tableName, Item: asAttributes(item), ...when }));
        return { refused: [] };
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return { refused: [0] };
        throw error;
      }
    },
    transact: (writes) =>
      transact(
        client,
        writes.map((write) => asTransactItem(write, tableName)),
      ),
  };
}

function asItem(attributes: Record<string, AttributeValue>): Item {
  return unmarshall(attributes) as Item;
}

function asAttributes(item: Item) {
  return marshall(item, { removeUndefinedValues: true });
}

function asTransactItem(write: Write, TableName: string): TransactWriteItem {
  if ('put' in write) return { Put: { TableName, Item: asAttributes(write.put), ...write.when } };
  if ('remove' in write) return { Delete: { TableName, Key: marshall(write.remove), ...write.when } };
  return { ConditionCheck: { TableName, Key: marshall(write.check), ...write.when } };
}

async function queryAll(
  client: DynamoDBClient,
  tableName: string,
  pk: string,
  { prefix, limit, newestFirst }: QueryOptions,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: prefix ? '#pk = :pk AND begins_with(#sk, :prefix)' : '#pk = :pk',
        ExpressionAttributeNames: prefix ? { '#pk': 'pk', '#sk': 'sk' } : { '#pk': 'pk' },
        ExpressionAttributeValues: marshall(prefix ? { ':pk': pk, ':prefix': prefix } : { ':pk': pk }),
        ScanIndexForward: !newestFirst,
        ...(limit ? { Limit: limit - items.length } : {}),
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    items.push(...(page.Items ?? []).map(asItem));
    start = page.LastEvaluatedKey;
  } while (start && (!limit || items.length < limit));
  return items;
}

/** Two transactions on one item make DynamoDB cancel one: that is no refusal, and is tried again. */
async function transact(client: DynamoDBClient, writes: TransactWriteItem[]): Promise<Committed> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
      return { refused: [] };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
      const refused = codes.flatMap((code, index) => (code === 'ConditionalCheckFailed' ? [index] : []));
      if (refused.length > 0) return { refused };
      if (!codes.includes('TransactionConflict') || attempt === CONFLICT_TRIES) throw error;
      await delay(Math.random() * 20 * 2 ** attempt);
    }
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Condition } from './conditions.ts';
import type { Key } from './keys.ts';
import type { Item, StoredItem } from './stored.ts';
import type { WholeList } from './whole-lists.ts';

/** One write of a transaction. */
export type Write =
  | { readonly put: StoredItem; readonly when?: Condition }
  | { readonly remove: Key; readonly when?: Condition }
  | { readonly check: Key; readonly when: Condition }
  /** Adds to the `count` of an item. */
  | { readonly addTo: Key; readonly more: number; readonly when: Condition };

/** Committed, or the positions of the writes whose condition refused. */
export type Committed = { readonly refused: readonly number[] };

/** The single table, as much of it as this software uses. All reads are strongly consistent. */
export type Table = {
  readonly get: (key: Key) => Promise<Item | null>;
  /** The items of a partition by sort key: so many of them, or the whole list where that is known to be short. */
  readonly query: (pk: string, options: QueryOptions) => Promise<readonly Item[]>;
  readonly put: (item: StoredItem, when?: Condition) => Promise<Committed>;
  readonly transact: (writes: readonly Write[]) => Promise<Committed>;
  /** Adds to the item's `count`, which begins at 0. @returns the count now */
  readonly count: (key: Key, expires: number, more: number) => Promise<number>;
};

export type QueryOptions = {
  /** Only sort keys that begin so. */
  readonly prefix?: string;
  /** Only sort keys before this; not together with a prefix. */
  readonly before?: string;
  /** Only what comes behind this sort key, in the order that is read in; it must lie in what is asked for. */
  readonly behind?: string | null;
  readonly newestFirst?: boolean;
  /** Only these attributes, besides the key. */
  readonly only?: readonly string[];
} & Bound;

/** How much of a list is read: so many items at most, or all of one whose end is near. */
export type Bound =
  | { readonly limit: number; readonly whole?: never }
  | { readonly whole: WholeList; readonly limit?: never };

/** Counts are made by DynamoDB itself, and say their schema like all other items. */
const COUNT_SCHEMA = 1;

/** Some seconds with the pauses between them: what fifty people need who decide the same at the same moment. */
const CONFLICT_TRIES = 12;
const FIRST_PAUSE_MS = 40;
const LONGEST_PAUSE_MS = 1280;

export function dynamoTable(client: DynamoDBClient, tableName: string): Table {
  return {
    get: async (key) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: marshall(key), ConsistentRead: true }),
      );
      return Item ? asItem(Item) : null;
    },
    query: (pk, options) => queryAll(client, tableName, pk, options),
    put: (item, when) =>
      retryingConflicts(async () => {
        await client.send(new PutItemCommand({ TableName: tableName, Item: asAttributes(item), ...when }));
      }),
    count: async (key, expires, more) => {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: marshall(key),
          UpdateExpression: 'ADD #count :more SET #expires = :expires, #schema = :schema',
          ExpressionAttributeNames: { '#count': 'count', '#expires': 'expires', '#schema': 'schema' },
          ExpressionAttributeValues: marshall({
            ':more': more,
            ':expires': expires,
            ':schema': COUNT_SCHEMA,
          }),
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return Attributes ? Number(unmarshall(Attributes)['count']) : 0;
    },
    transact: (writes) =>
      retryingConflicts(async () => {
        const TransactItems = writes.map((write) => asTransactItem(write, tableName));
        await client.send(new TransactWriteItemsCommand({ TransactItems }));
      }),
  };
}

function asItem(attributes: Record<string, AttributeValue>): Item {
  return unmarshall(attributes) as Item;
}

function asAttributes(item: StoredItem) {
  return marshall(item, { removeUndefinedValues: true });
}

function asTransactItem(write: Write, TableName: string): TransactWriteItem {
  if ('put' in write) return { Put: { TableName, Item: asAttributes(write.put), ...write.when } };
  if ('remove' in write) return { Delete: { TableName, Key: marshall(write.remove), ...write.when } };
  if ('check' in write) return { ConditionCheck: { TableName, Key: marshall(write.check), ...write.when } };
  const { addTo, more, when } = write;
  return {
    Update: {
      TableName,
      Key: marshall(addTo),
      UpdateExpression: 'ADD #count :more',
      ConditionExpression: when.ConditionExpression,
      ExpressionAttributeNames: { ...when.ExpressionAttributeNames, '#count': 'count' },
      ExpressionAttributeValues: { ...when.ExpressionAttributeValues, ...marshall({ ':more': more }) },
    },
  };
}

function keyCondition(pk: string, { prefix, before, only }: QueryOptions) {
  const bound = prefix ?? before;
  const sort = prefix === undefined ? '#sk < :bound' : 'begins_with(#sk, :bound)';
  const attributes = (only ? [...only, 'schema'] : []).map((name) => [`#${name}`, name] as const);
  return {
    KeyConditionExpression: bound === undefined ? '#pk = :pk' : `#pk = :pk AND ${sort}`,
    ExpressionAttributeNames: {
      '#pk': 'pk',
      ...(bound === undefined && !only ? {} : { '#sk': 'sk' }),
      ...Object.fromEntries(attributes),
    },
    ExpressionAttributeValues: marshall({ ':pk': pk, ...(bound === undefined ? {} : { ':bound': bound }) }),
    ...(only ? { ProjectionExpression: ['#pk', '#sk', ...attributes.map(([name]) => name)].join(', ') } : {}),
  };
}

async function queryAll(
  client: DynamoDBClient,
  tableName: string,
  pk: string,
  options: QueryOptions,
): Promise<readonly Item[]> {
  const { limit, newestFirst, behind } = options;
  const items: Item[] = [];
  let start = behind ? marshall({ pk, sk: behind }) : undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        ConsistentRead: true,
        ...keyCondition(pk, options),
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

/** Two writes to one item at the same moment make DynamoDB turn one down: that is no refusal, and is tried again. */
async function retryingConflicts(write: () => Promise<void>): Promise<Committed> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await write();
      return { refused: [] };
    } catch (error) {
      const refused = refusedWrites(error);
      if (refused) return { refused };
      if (!isConflict(error) || attempt === CONFLICT_TRIES) throw error;
      await delay(Math.random() * Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS));
    }
  }
}

/** The positions of the writes whose condition refused; null when that is not what went wrong. */
function refusedWrites(error: unknown): readonly number[] | null {
  if (error instanceof ConditionalCheckFailedException) return [0];
  if (!(error instanceof TransactionCanceledException)) return null;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
  const refused = codes.flatMap((code, index) => (code === 'ConditionalCheckFailed' ? [index] : []));
  return refused.length > 0 ? refused : null;
}

function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  return (error.CancellationReasons ?? []).some(({ Code }) => Code === 'TransactionConflict');
}

import {
  type DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';

/** As much of a write's input as tells which items it is about. */
type Input = {
  readonly Item?: Record<string, unknown>;
  readonly Key?: Record<string, unknown>;
  readonly TransactItems?: readonly TransactWriteItem[];
};

const writes: readonly string[] = ['PutItemCommand', 'UpdateItemCommand', 'TransactWriteItemsCommand'];
/** How long a transaction holds its items, however long a busy machine takes to answer. */
const HELD_MS = 10;
/** Writes of one transaction at most. */
const TRANSACTION_LIMIT = 100;

/** The items a write is about, in its order. */
function itemsOf({ Item, Key, TransactItems }: Input): readonly string[] {
  const parts = TransactItems?.map(
    (one) => one.Put?.Item ?? one.Update?.Key ?? one.Delete?.Key ?? one.ConditionCheck?.Key,
  );
  return (parts ?? [Item ?? Key]).map((keys) => JSON.stringify([keys?.['pk'], keys?.['sk']]));
}

/** DynamoDB Local takes transactions that DynamoDB refuses: with two writes to one item, or with more than a hundred. */
export function refuseWhatAwsRefuses(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === 'TransactWriteItemsCommand') {
          const items = itemsOf(args.input as Input);
          const twice = items.find((item, index) => items.indexOf(item) < index);
          if (twice) throw new Error(`One transaction writes an item twice: ${twice}.`);
          if (items.length > TRANSACTION_LIMIT) throw new Error(`A transaction of ${items.length} writes.`);
        }
        return next(args);
      },
    { step: 'initialize' },
  );
}

/** How many conflicts were answered. */
export type Conflicts = { readonly meeting: number; readonly random: number };

/**
 * Answers conflicts, which DynamoDB Local never does: to a write that meets a transaction about one of its items, as
 * DynamoDB does, and to as large a share of all writes besides, at random.
 * @param random from 0 to 1
 * @returns what was answered so far
 */
export function addConflicts(client: DynamoDBClient, share: number, random: () => number): Conflicts {
  const heldUntil = new Map<string, number>();
  const answered = { meeting: 0, random: 0 };
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (!commandName || !writes.includes(commandName)) return next(args);
        const items = itemsOf(args.input as Input);
        const met = items.map((item) => (heldUntil.get(item) ?? 0) > performance.now());
        const hit = random() < share ? Math.floor(random() * items.length) : -1;
        if (met.includes(true)) answered.meeting += 1;
        else if (hit >= 0) answered.random += 1;
        if (met.includes(true) || hit >= 0) {
          throw conflict(
            commandName,
            items.map((_, index) => met[index] || index === hit),
          );
        }
        // Two plain writes never meet: the later one waits.
        if (commandName !== 'TransactWriteItemsCommand') return next(args);
        for (const item of items) heldUntil.set(item, performance.now() + HELD_MS);
        return next(args);
      },
    { step: 'initialize', priority: 'low' },
  );
  return answered;
}

function conflict(commandName: string, hits: readonly (boolean | undefined)[]): Error {
  const told = { message: 'Transaction is ongoing for the item', $metadata: {} };
  if (commandName !== 'TransactWriteItemsCommand') return new TransactionConflictException(told);
  const CancellationReasons = hits.map((hit) => ({ Code: hit ? 'TransactionConflict' : 'None' }));
  return new TransactionCanceledException({ ...told, CancellationReasons });
}

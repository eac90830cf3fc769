import { DynamoDBClient, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { dynamoTable } from '../../lambdas/storage/table.ts';
import { addConflicts } from '../support/as-aws.ts';

const item = { schema: 1, pk: 'A', sk: 'B' };

/** A table that nothing reaches: every write meets a conflict before it is sent. */
function conflictingTable() {
  const client = new DynamoDBClient({ region: 'eu-west-1' });
  const conflicts = addConflicts(client, 1, () => 0.5);
  return { table: dynamoTable(client, 'unreachable'), conflicts };
}

it('a conflict that lasts is an error at last, and never a refusal', { timeout: 60_000 }, async () => {
  const { table, conflicts } = conflictingTable();
  const tried = await Promise.allSettled([
    table.transact([{ put: item }, { remove: { pk: 'C', sk: 'D' } }]),
    table.put(item),
  ]);
  expect(tried.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(tried[1]).toMatchObject({ reason: expect.any(TransactionConflictException) });
  expect(conflicts.random).toBeGreaterThan(10);
});

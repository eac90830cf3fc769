import * as z from 'zod/mini';
import { ACCOUNT, REGION } from '../template/names.ts';
import { untilCommitted } from './committed.ts';
import type { Need } from './policy.ts';
import type { Protocol } from './protocol.ts';

const tableSchema = z.object({ TableName: z.string(), IndexName: z.optional(z.string()) });
const batchSchema = z.object({ RequestItems: z.record(z.string(), z.unknown()) });
const transactionSchema = z.object({
  TransactItems: z.array(z.record(z.string(), z.object({ TableName: z.string() }))),
});

/** A transaction needs the actions of what it is made of (DynamoDB Developer Guide, "Using IAM with transactions"). */
const MEMBERS: Readonly<Record<string, string>> = {
  ConditionCheck: 'ConditionCheckItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
};

/** DynamoDB: JSON, with the operation in a header. */
export const dynamodb: Protocol = {
  readsBody: true,
  needs: ({ headers, body }) => {
    const [, operation = ''] = `${headers['x-amz-target']}`.split('.');
    const input: unknown = JSON.parse(body.toString());
    const transaction = z.safeParse(transactionSchema, input);
    if (transaction.success) return transaction.data.TransactItems.flatMap(memberNeeds);
    const batch = z.safeParse(batchSchema, input);
    if (batch.success) return Object.keys(batch.data.RequestItems).map((table) => need(operation, table));
    const one = z.safeParse(tableSchema, input);
    return one.success ? [need(operation, one.data.TableName, one.data.IndexName)] : null;
  },
  needToMiss: () => null,
  untilKept: async ({ headers, body }, endpoint) => {
    const transaction = z.safeParse(transactionSchema, JSON.parse(body.toString()));
    const [member] = transaction.success ? transaction.data.TransactItems.flatMap(Object.values) : [];
    if (member) await untilCommitted(endpoint, member.TableName, headers.authorization);
  },
  deny: (user, { action, resource }, because) =>
    failure(
      'com.amazon.coral.service#AccessDeniedException',
      `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
    ),
  refuse: (code, message) =>
    failure(
      code === 'unknown key'
        ? 'com.amazon.coral.service#UnrecognizedClientException'
        : 'com.amazon.coral.service#UnknownOperationException',
      message,
    ),
};

function memberNeeds(member: z.infer<typeof transactionSchema>['TransactItems'][number]): Need[] {
  return Object.entries(member).map(([kind, { TableName }]) => need(MEMBERS[kind] ?? kind, TableName));
}

/** @param table its name, or its ARN */
function need(operation: string, table: string, index?: string): Need {
  const arn = table.startsWith('arn:') ? table : `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${table}`;
  return { action: `dynamodb:${operation}`, resource: index ? `${arn}/index/${index}` : arn };
}

function failure(type: string, Message: string) {
  const body = JSON.stringify({ __type: type, Message });
  return { status: 400, contentType: 'application/x-amz-json-1.0', body };
}

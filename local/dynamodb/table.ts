import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { attributeOf } from '../template/names.ts';
import type { Resolve } from '../template/resolve.ts';
import { resourcesOf, type Template } from '../template/template.ts';

const propertiesSchema = z.strictObject({
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
  StreamSpecification: z.object({ StreamViewType: z.literal('KEYS_ONLY') }),
  TimeToLiveSpecification: z.optional(z.object({ AttributeName: z.string(), Enabled: z.boolean() })),
  TableName: z.optional(z.string()),
  // Capacity, encryption, backups and protection mean nothing here.
  BillingMode: z.unknown(),
  Replicas: z.unknown(),
  SSESpecification: z.optional(z.unknown()),
});

export type Table = { readonly name: string; readonly arn: string; readonly streamArn: string };

/**
 * Creates the template's one table unless it is there.
 * @returns with the ARN that the template means and that of the stream as DynamoDB Local names it
 */
export async function createTable(
  template: Template,
  resolve: Resolve,
  client: DynamoDBClient,
): Promise<Table> {
  const [table, ...others] = resourcesOf(template, 'AWS::DynamoDB::GlobalTable');
  if (!table || others.length > 0) throw new Error('The template must have exactly one table.');
  const [id, raw] = table;
  const name = attributeOf(template, id, 'Ref');
  const { AttributeDefinitions, KeySchema, StreamSpecification, TimeToLiveSpecification } =
    propertiesSchema.parse(resolve(raw));
  const existing = await streamOf(client, name);
  if (existing === null) {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        AttributeDefinitions,
        KeySchema,
        StreamSpecification: { ...StreamSpecification, StreamEnabled: true },
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
  }
  if (TimeToLiveSpecification?.Enabled) await expireBy(client, name, TimeToLiveSpecification.AttributeName);
  const streamArn = existing ?? (await streamOf(client, name));
  if (!streamArn) throw new Error(`The table ${name} has no stream.`);
  return { name, arn: attributeOf(template, id, 'Arn'), streamArn };
}

async function streamOf(client: DynamoDBClient, name: string): Promise<string | null> {
  try {
    const { Table: table } = await client.send(new DescribeTableCommand({ TableName: name }));
    return table?.LatestStreamArn ?? null;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
}

async function expireBy(client: DynamoDBClient, name: string, attribute: string): Promise<void> {
  const { TimeToLiveDescription: now } = await client.send(
    new DescribeTimeToLiveCommand({ TableName: name }),
  );
  if (now?.AttributeName === attribute) return;
  const TimeToLiveSpecification = { AttributeName: attribute, Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }));
}

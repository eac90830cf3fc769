import {
  DescribeTableCommand,
  type DynamoDBClient,
  ScanCommand,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item } from './stored.ts';

/** Some items of the table, and how far that is of about how many. */
export type ScannedPage = { readonly items: readonly Item[]; readonly seen: number; readonly total: number };

/** Every item of the table, page by page: for commands of an operator. No function may do this. */
export async function* scanTable(client: DynamoDBClient, TableName: string): AsyncGenerator<ScannedPage> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const total = Table?.ItemCount ?? 0;
  let seen = 0;
  let start: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({ TableName, ConsistentRead: true, ...(start ? { ExclusiveStartKey: start } : {}) }),
    );
    seen += page.Count ?? 0;
    yield { items: (page.Items ?? []).map((item) => unmarshall(item) as Item), seen, total };
    start = page.LastEvaluatedKey;
  } while (start);
}

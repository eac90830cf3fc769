import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type ImportedRecord, importedSchema } from '../lambdas/domain/record.ts';
import { loadInventory } from '../lambdas/storage/load.ts';
import { dynamoTable } from '../lambdas/storage/table.ts';
import { chosenInventory } from '../lib/inventory.ts';

export type TableAccess = { readonly endpoint: string; readonly tableName: string };

/**
 * Loads `inventory/records/*.json` into an empty table.
 * @returns whether the table was empty
 * @throws when a file is not a valid record; the message names the file
 */
export async function seedInventory({ endpoint, tableName }: TableAccess): Promise<boolean> {
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'seed', secretAccessKey: 'seed' },
  });
  try {
    return await loadInventory(dynamoTable(client, tableName), seedRecords(), new Date());
  } finally {
    client.destroy();
  }
}

/** The records of `inventory/records/`. @throws when one is not valid; the message names the file */
export function seedRecords(): readonly ImportedRecord[] {
  const folder = join(chosenInventory().folder, 'records');
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => {
    const parsed = importedSchema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    if (!parsed.success)
      throw new Error(`${join(folder, name)} is not a valid record: ${parsed.error.message}`);
    return parsed.data;
  });
}

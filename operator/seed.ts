import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type ImportedRecord, importedSchema } from '../lambdas/domain/record.ts';
import { check } from '../lambdas/domain/refusals.ts';
import { messagesFor } from '../lambdas/i18n/messages.ts';
import { dynamoTable } from '../lambdas/storage/table.ts';
import { loadInventory } from '../lambdas/workflow/load-inventory.ts';
import { chosenInventory } from '../lib/inventory.ts';
import { CannotStart } from '../local/process/cannot-start.ts';

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

/**
 * The first records of the inventory.
 * @throws {CannotStart} when one is not valid, with the file, each field and what is wrong
 */
export function seedRecords(): readonly ImportedRecord[] {
  const folder = join(chosenInventory().folder, 'records');
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => readRecord(join(folder, name)));
}

function readRecord(file: string): ImportedRecord {
  const checked = check(importedSchema, parsed(file));
  if (!checked.problems) return checked.value;
  const { rules } = messagesFor('en');
  const lines = checked.problems.map(({ path, rule, limit, offers }) => {
    const details = { limit, offers };
    return `  ${path.join('.') || 'the record'}: ${rules[rule](details)}`;
  });
  throw new CannotStart(`${file} is not a valid record:\n${lines.join('\n')}`);
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CannotStart(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

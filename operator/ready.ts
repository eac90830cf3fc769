import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { wakePublisher } from '../lambdas/storage/releases.ts';
import { dynamoTable } from '../lambdas/storage/table.ts';
import type { Laptop } from '../local/laptop.ts';
import { untilAnswered } from '../local/process/until-answered.ts';

/** Waits until everything that is announced answers, what is published too, which comes last. */
export async function untilReady(laptop: Laptop): Promise<void> {
  const { website, inbox, site, control } = laptop.urls;
  const index = `${website}/v1/index.json`;
  let woken = false;
  const missed = async (address: string): Promise<void> => {
    if (address !== index || woken) return;
    woken = true;
    await wake(laptop);
  };
  await untilAnswered([`${website}/`, `${inbox}/store`, `${site}/`, `${control}/clock`, index], { missed });
}

/** Files that somebody deleted come back with the next publication, which nothing else may be owed for. */
async function wake({ endpoints, tableName }: Laptop): Promise<void> {
  const credentials = { accessKeyId: 'start', secretAccessKey: 'start' };
  const client = new DynamoDBClient({ endpoint: endpoints.dynamodb, region: 'eu-west-1', credentials });
  try {
    await wakePublisher(dynamoTable(client, tableName), new Date());
  } finally {
    client.destroy();
  }
}

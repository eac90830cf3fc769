import { startLaptop } from '../../local/laptop.ts';
import { Shutdown } from '../../local/process/shutdown.ts';
import { seedInventory } from '../../operator/seed.ts';

/**
 * The laptop as `npm start` runs it, in a process of its own that tests can kill; the app is synthesized already. Takes
 * port, data folder and assembly, and says where DynamoDB is once everything is ready.
 */
process.env['TZ'] = 'UTC';

const [port, dataFolder = null, assembly = ''] = process.argv.slice(2);
const shutdown = new Shutdown();
process.on('SIGTERM', async () => {
  await shutdown.stop();
  process.exit(0);
});

const laptop = await startLaptop({ port: Number(port), dataFolder, assembly, shutdown });
const { endpoints, tableName } = laptop;
await seedInventory({ endpoint: endpoints.dynamodb, tableName });
console.log(JSON.stringify({ dynamodb: endpoints.dynamodb, tableName } satisfies Ready));

export type Ready = { readonly dynamodb: string; readonly tableName: string };

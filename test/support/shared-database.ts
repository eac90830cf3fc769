import { createServer } from 'node:http';
import { Shutdown } from '../../local/process/shutdown.ts';
import { DATABASE, startDatabase } from './database.ts';

/**
 * One DynamoDB Local for all test files of a run: the first that asks for it starts it. Each uses tables of its own. Where
 * nobody asks, no Java runs.
 */
export async function setup(): Promise<() => Promise<void>> {
  const shutdown = new Shutdown();
  let started: Promise<string> | null = null;
  const server = createServer(async (_request, response) => {
    started ??= startDatabase(shutdown);
    try {
      response.end(await started);
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens nowhere.');
  process.env[DATABASE] = `http://127.0.0.1:${address.port}`;
  return async () => {
    server.close();
    await shutdown.stop();
  };
}

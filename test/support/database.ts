import { findJava } from '../../local/dynamodb/java.ts';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import type { Shutdown } from '../../local/process/shutdown.ts';

/** The environment variable that says who starts the DynamoDB Local that all test files share. */
export const DATABASE = 'CORRIGENDA_TEST_DATABASE';

/** The environment variable that forbids tests to start Java or a browser. */
export const NO_SERVICES = 'CORRIGENDA_NO_SERVICES';

/** @throws in tests that are to be fast */
export function mayStartServices(): void {
  if (process.env[NO_SERVICES])
    throw new Error('Tests in this folder start no Java and no browser: put this one elsewhere.');
}

/** A DynamoDB Local of one's own. @returns its endpoint */
export async function startDatabase(shutdown: Shutdown): Promise<string> {
  return startDynamoDb({ java: await findJava(process.env), folder: null, adopt: () => {} }, shutdown);
}

/** That of the test run; outside of one, one of one's own. @returns its endpoint */
export async function sharedDatabase(shutdown: Shutdown): Promise<string> {
  mayStartServices();
  const shared = process.env[DATABASE];
  if (shared === undefined) return startDatabase(shutdown);
  const response = await fetch(shared);
  const said = await response.text();
  if (!response.ok) throw new Error(said);
  return said;
}

import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { variables } from '../../lambdas/config/environment.ts';
import { defaultProvider } from '../../lib/bundle/environment-credentials.ts';
import { bundleFunction } from '../../lib/bundle.ts';

const run = promisify(execFile);
const environment = Object.fromEntries(Object.values(variables).map((name) => [name, 'x']));

// What reads texts, hosts and addresses, with the tables of entities, of letters that pass for others and of words for nothing,
// took up to 15 KB in each; the client of Secrets Manager 16 KB in each that answers requests;
// names of places, currencies and languages, and how people write them, up to 75 KB; kinds of fields, each whole, up to 12 KB; types of items 9 KB.
describe.each([
  ['browse', 582],
  // 140 KB of them, of confirm and of review, the list of mail providers.
  ['submit', 772],
  ['confirm', 828],
  // 190 KB of them, and of publish, the tables that spell names of every script.
  ['review', 960],
  ['notify', 659],
  // The formats of files are 46 KB of it, uploads in parts 7 KB.
  ['publish', 982],
  ['sweep', 400],
  ['bounce', 400],
])('%s', (name, kilobytes) => {
  const folder = bundleFunction(name);
  const file = join(folder, 'index.mjs');

  test('is one file', () => {
    expect(readdirSync(folder)).toEqual(['index.mjs']);
  });

  test(`has at most ${kilobytes} KB, the SDK included`, () => {
    expect(statSync(file).size).toBeLessThanOrEqual(kilobytes * 1000);
  });

  test('is the same bytes when bundled again', () => {
    const before = readFileSync(file);
    bundleFunction(name);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('loads with nothing beside it and has a handler', async () => {
    const script = `import { handler } from ${JSON.stringify(pathToFileURL(file))}; console.log(typeof handler);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
      env: { ...environment, AWS_REGION: 'eu-west-1' },
    });
    expect(stdout.trim()).toBe('function');
  });

  test('names no folder of the machine it was bundled on', () => {
    expect(readFileSync(file, 'utf8')).not.toContain(process.cwd());
  });
});

test('a function that does not exist is refused by its name', () => {
  expect(() => bundleFunction('missing')).toThrow('lambdas/missing.ts');
});

describe('the credentials of bundles', () => {
  test('are those of the environment', async () => {
    const environment = {
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
    };
    expect(await defaultProvider({ environment })()).toEqual({
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
  });

  test('need no session token', async () => {
    const environment = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
    expect(await defaultProvider({ environment })()).toEqual({
      accessKeyId: 'id',
      secretAccessKey: 'secret',
    });
  });

  test('are missed with a sentence that says what to do', async () => {
    await expect(defaultProvider({ environment: {} })()).rejects.toThrow('set AWS_ACCESS_KEY_ID');
  });
});

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeBlock } from '../support/running.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
beforeAll(async () => {
  // As deep as the others, as a definition imports the kinds by their place.
  await mkdir(join(root, '.build'), { recursive: true });
  folder = await mkdtemp(join(root, '.build/wrong-'));
  await cp(join(root, 'examples/courses'), folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

/** What starting an inventory ends with. */
async function failure(inventory: string): Promise<{ readonly code: unknown; readonly said: string }> {
  const env = { ...process.env, PORT: `${await freeBlock()}` };
  const args = ['bin/start.ts', '--memory', '--inventory', inventory];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root, env }, (error, _out, said) =>
      resolve({ code: error?.code, said }),
    );
  });
}

it('a folder that holds no inventory is said to lack what it lacks', async () => {
  const { code, said } = await failure('examples/site');
  expect(code).toBe(1);
  expect(said.trim()).toBe(
    `${join(root, 'examples/site')} is no inventory: it has no definition.ts, demonstration.ts, corrigenda.config.ts.`,
  );
});

it('a record that is wrong is named, with each field and what is wrong there', async () => {
  const file = join(folder, 'records/small-fires.json');
  const record = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...record, hours: 'few', countries: ['XX'] }));
  const { code, said } = await failure(folder);
  expect(code).toBe(1);
  expect(said).toContain(`${file} is not a valid record:`);
  expect(said).toMatch(/^ {2}hours: This is not a whole number\./m);
  expect(said).toMatch(/^ {2}countries\.0: This is not a country or region we know\./m);
  expect(said).not.toContain(' at ');
  await writeFile(file, '{');
  expect((await failure(folder)).said).toContain(`${file} is not JSON:`);
});

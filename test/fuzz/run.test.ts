import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { unbound } from '../support/unbound.ts';

test('npm run fuzz runs by itself, with the seed and the number of cases it is given', async () => {
  // Nothing of what tests are given may be what makes it run.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !(name in unbound)));
  const words = ['test/fuzz/run.ts', '--seed', '7', '--cases', '20'];
  const { stdout } = await promisify(execFile)(process.execPath, words, { env, timeout: 110_000 });
  expect(stdout).toContain('seed 7, 20 cases');
}, 120_000);

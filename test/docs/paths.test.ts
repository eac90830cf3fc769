import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Where documents call files from: the root, and the rooms of which they leave the name out. */
const bases = ['.', 'lambdas', 'docs', 'lambdas/submissions', 'local'];
/** Of a recipe: a file in the place of one to be made, or each of several. */
const isPattern = (path: string) => /[<*]/.test(path);

function named(document: string): readonly string[] {
  const text = readFileSync(document, 'utf8');
  const paths = [...text.matchAll(/`((?:[\w.*<>{}-]+\/)+[\w.*<>-]+\.(?:tsx?|mjs|md))`/g)];
  return [...new Set(paths.flatMap(([, path]) => path ?? []))].filter((path) => !isPattern(path));
}

// What decisions name was so when they were taken.
const documents = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md')];

describe.each(documents)('%s', (document) => {
  test('names files that are there', () => {
    const missing = named(document).filter((path) => !bases.some((base) => existsSync(join(base, path))));
    expect(missing).toEqual([]);
  });
});

test('files are named at all', () => {
  expect(documents.flatMap(named).length).toBeGreaterThan(50);
});

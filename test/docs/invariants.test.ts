import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const page = 'docs/invariants.md';
const links = [...readFileSync(page, 'utf8').matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(
  ([, title = '', path = '']) => ({ title, file: join(dirname(page), path) }),
);

describe('the invariants', () => {
  it('are fourteen, each with tests of its own', () => {
    const parts = readFileSync(page, 'utf8')
      .split(/^\d+\. /m)
      .slice(1);
    expect(parts).toHaveLength(14);
    for (const part of parts) expect(part).toMatch(/\]\(\.\.\/test\//);
  });

  it.each(links)('“$title” is a test', ({ title, file }) => {
    const code = readFileSync(file, 'utf8');
    expect(code.includes(`'${title}'`), `${file} has no test of this name`).toBe(true);
  });
});

const documents = [
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
];

it.each(documents)('every link of %s to a file leads to one', (document) => {
  const text = readFileSync(document, 'utf8').replace(/```.*?```/gs, '');
  const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
  for (const target of targets.filter((one) => !/^[a-z]+:/.test(one))) {
    expect(() => readdirOrFile(join(dirname(document), target)), target).not.toThrow();
  }
});

function readdirOrFile(path: string): void {
  try {
    readFileSync(path);
  } catch {
    readdirSync(path);
  }
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wholeLists } from '../../lambdas/storage/whole-lists.ts';

/** The compiler asks each query for a limit or one of these reasons; what it cannot see is looked for here. */
const folder = new URL('../../lambdas', import.meta.url).pathname;
const names = (await readdir(folder, { recursive: true })).filter((name) => /\.tsx?$/.test(name));
const sources = await Promise.all(
  names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
);

describe('a list is read to its end', () => {
  it.each(Object.keys(wholeLists))('where that is near: %s', (name) => {
    const used = sources.filter(({ text }) => text.includes(`whole: '${name}'`));
    expect(used.map((one) => one.name)).not.toEqual([]);
  });

  it('page by page only in the one place that knows limits', () => {
    const commands = sources.filter(({ text }) => /new (?:Query|Scan|BatchGetItem)Command\(/.test(text));
    expect(commands.map(({ name }) => name).sort()).toEqual(['storage/scan.ts', 'storage/table.ts']);
  });

  it('by a scan in no function', () => {
    const scanning = sources.filter(
      ({ text }) => text.includes("from './scan.ts'") || /scanTable\(/.test(text),
    );
    expect(scanning.map(({ name }) => name)).toEqual(['storage/scan.ts']);
  });
});

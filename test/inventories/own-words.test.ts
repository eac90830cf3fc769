import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { definition } from '#inventory/definition.ts';
import { kinds } from '../../lambdas/fields/kinds.ts';

/** What the API and the laptop call their own things, whatever a field of an inventory is called. */
const productsOwn = new Set(
  'title code status language url context summary number level hours before page countries description sessions outputs outcomes related partners'.split(
    ' ',
  ),
);

const code = ['lambdas', 'lib', 'local', 'operator', 'bin'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
);

it('names its fields nowhere but in its own folder', () => {
  const names = Object.keys(definition.fields).filter(
    (name) => !productsOwn.has(name) && !Object.hasOwn(kinds, name),
  );
  expect(names.length).toBeGreaterThan(4);
  const named = new RegExp(`\\b(?:${names.join('|')})\\b`);
  const found = code.filter(
    (file) => !file.includes('demonstration') && named.test(readFileSync(file, 'utf8')),
  );
  expect(found).toEqual([]);
});

it('says what a record of it is called nowhere else', () => {
  const { one, many } = definition.noun.en;
  const texts = code.filter((file) => file.startsWith('lambdas/i18n/en'));
  expect(texts.length).toBeGreaterThan(10);
  const said = new RegExp(`\\b(?:${one}|${many})\\b(?!:)`, 'i');
  const lines = texts.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => said.test(line) && !/^\s*(?:\/?\*|\/\/)/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(lines).toEqual([]);
});

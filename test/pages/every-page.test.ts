import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stylesheet } from '../../lambdas/pages/stylesheet.ts';
import { samplePages } from './sample-pages.ts';

const listed = ['home', 'about', 'record', 'record by consent', 'privacy'];
/** Nobody from outside has a say in these. */
const withoutHostileText = [
  'home',
  'about',
  'expired',
  'fresh link',
  'perhaps a fresh link',
  'approved',
  'withdrawal link',
  'ended',
  'ended with its fields',
  'ended with another',
  'withdrawnRecord',
  'heldRecord',
  'unknownRecord',
  'privacy',
  'accuracy, over',
];

describe.each([...samplePages])('the page %s', (name, html) => {
  test('is a complete document that starts with its own heading', () => {
    expect(html.startsWith('<!doctype html><html lang="en" dir="ltr">')).toBe(true);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html.match(/<main id="main">/g)).toHaveLength(1);
  });

  test('keeps hostile text as text', () => {
    expect(html).not.toMatch(/<script|<img/);
    expect(html.includes('&lt;script')).toBe(!withoutHostileText.includes(name));
  });

  test('has no script and no style of its own', () => {
    const tags = html.match(/<[^>]*>/g) ?? [];
    expect(tags.filter((tag) => /^<style|\sstyle=|\son[a-z]+=|javascript:/.test(tag))).toEqual([]);
    expect(html).toContain(`<link rel="stylesheet" href="${stylesheet.path}"/>`);
  });

  test('weighs less than 20 KB', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(20_000);
  });

  test('has no id twice', () => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test('has only labels and descriptions of inputs that exist', () => {
    const ids = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id));
    const named = [...html.matchAll(/\s(?:for|list|aria-describedby|aria-labelledby)="([^"]*)"/g)];
    const missing = named.flatMap(([, names = '']) => names.split(' ')).filter((id) => !ids.has(id));
    expect(missing).toEqual([]);
  });

  test('leads from each problem to an input that exists', () => {
    const ids = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id));
    const summary = /<div class="problems".*?<\/div>/.exec(html)?.[0] ?? '';
    const targets = [...summary.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.has(id))).toEqual([]);
    expect(summary === '').toBe(!html.includes('<title>Error: '));
  });

  test('has a label for every input that people see', () => {
    const labelled = new Set([...html.matchAll(/<label for="([^"]*)"/g)].map(([, id]) => id));
    const inside = [...html.matchAll(/<label[^>]*>(?:(?!<\/label>).)*<\/label>/gs)].map(([label]) => label);
    const inputs = [...html.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)]
      .map(([input]) => input)
      .filter((input) => !input.includes('type="hidden"'));
    const bare = inputs.filter((input) => {
      const id = /\sid="([^"]*)"/.exec(input)?.[1];
      return !(id !== undefined && labelled.has(id)) && !inside.some((label) => label.includes(input));
    });
    expect(bare).toEqual([]);
  });

  test(`is ${listed.includes(name) ? '' : 'not '}listed by search engines`, () => {
    expect(html.includes('<meta name="robots" content="noindex"/>')).toBe(!listed.includes(name));
  });
});

test('no HTML is ever inserted unescaped', () => {
  const sources = ['pages', 'mail'].flatMap((folder) =>
    readdirSync(`lambdas/${folder}`, { recursive: true, encoding: 'utf8' }).map(
      (file) => `lambdas/${folder}/${file}`,
    ),
  );
  const code = sources.filter((file) => /\.tsx?$/.test(file)).map((file) => readFileSync(file, 'utf8'));
  expect(code.length).toBeGreaterThan(20);
  expect(code.filter((text) => text.includes('dangerouslySetInnerHTML'))).toEqual([]);
});

test('the stylesheet is named by its content and weighs less than 10 KB', () => {
  expect(stylesheet.path).toMatch(/^\/assets\/[0-9a-f]{16}\.css$/);
  expect(Buffer.byteLength(stylesheet.css)).toBeLessThan(10 * 1024);
  expect(stylesheet.css).toContain('box-sizing:');
});

test('programs are led to the files that say the same, and to what changes', () => {
  const alternates = (page: string) =>
    [...(samplePages.get(page) ?? '').matchAll(/<link rel="alternate" type="([^"]*)" href="([^"]*)"/g)].map(
      ([, type, href]) => [type, href],
    );
  expect(alternates('record')).toEqual([['application/json', '/v1/projects/a.json']]);
  expect(alternates('home')).toEqual([
    ['application/atom+xml', '/v1/feed.atom'],
    ['application/feed+json', '/v1/feed.json'],
  ]);
  expect(alternates('privacy')).toEqual([]);
});

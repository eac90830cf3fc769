import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { describe, expect, it, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { InventoryRecord } from '../../lambdas/domain/record.ts';
import { extendedFeed } from '../../lambdas/formats/feed-items.ts';
import { fileOf, record, releaseOf, seed } from './published.ts';

/** What breaks files whose writers do not escape. */
const hostile = '=HYPERLINK("https://evil.example"),<b>&amp;]]></narrative>;"\r\n\u2028\u202e‮ \'x\'';
const hostileRecord = record('hostile', {
  title: hostile.replaceAll(/[\r\n\u2028]/g, ' '),
  summary: hostile.replaceAll('\r', ''),
  status: 'active',
  startDate: '2020-02',
  endDate: '2023',
  objectives: ['One; two', 'Three\nfour', '"Five"', '-6', '@seven'],
  funders: [
    { id: 'a', name: '=1+1', url: null },
    { id: 'b', name: 'B; C', url: 'https://example.org/?a=1&b=2' },
  ],
  contributions: [{ funder: '=1+1', amount: -5000, currency: 'EUR', year: 2020 }],
  beneficiaries: ['KE', 'XK', '150'],
  themes: ['cybercrime', 'standards', 'culture-skills'],
  language: 'ar',
} as unknown as Partial<InventoryRecord>);
const records = [...seed, hostileRecord].sort((a, b) => (a.id < b.id ? -1 : 1));
const file = (path: string) => fileOf(records, path);

describe('Ajv', () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  (addFormats as unknown as (one: typeof ajv) => void)(ajv);

  it('finds inventory.json as its schema says', () => {
    const validate = ajv.compile(JSON.parse(file('v1/schema/inventory.schema.json')));
    expect(validate(JSON.parse(file('v1/inventory.json'))), JSON.stringify(validate.errors)).toBe(true);
  });

  it('finds each line of inventory.ndjson as the schema of a record says', () => {
    const validate = ajv.compile(JSON.parse(file('v1/schema/record.schema.json')));
    const lines = file('v1/inventory.ndjson').split('\n');
    expect(lines.pop()).toBe('');
    expect(lines).toHaveLength(records.length);
    for (const line of lines) expect(validate(JSON.parse(line)), JSON.stringify(validate.errors)).toBe(true);
  });
});

describe('a CSV parser', () => {
  const rows: Record<string, string>[] = parse(file('v1/inventory.csv'), {
    columns: true,
    relax_quotes: false,
  });
  const row = rows.find(({ id }) => id === 'hostile') ?? {};

  it('reads a row for each record, in the order of their ids', () => {
    expect(rows.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
  });

  it('reads what records say', () => {
    expect(row['summary']).toBe(`'${hostileRecord['summary']}`);
    expect(row).toMatchObject({
      startDate: '2020-02',
      beneficiaries: 'KE; XK; 150',
      language: 'ar',
      version: '1',
    });
    expect(row['funders.url']).toBe('; https://example.org/?a=1&b=2');
    expect(row['objectives']).toBe('"One; two"; "Three\nfour"; """Five"""; -6; @seven');
  });

  it('finds no cell that a spreadsheet takes for a formula', () => {
    const cells = rows.flatMap((one) => Object.values(one));
    expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
    expect(row['funders']).toBe('\'=1+1; "B; C"');
    expect(row['contributions.amount']).toBe("'-5000");
  });

  it('reads when each changed, newest first', () => {
    const newer = { ...record('newer', {}), modified: '2026-12-01T00:00:00.000Z' };
    const lines: Record<string, string>[] = parse(fileOf([...records, newer], 'v1/modified.csv'), {
      columns: true,
    });
    expect(lines[0]).toEqual({ modified: newer.modified, id: 'newer' });
    expect(lines).toHaveLength(records.length + 1);
  });

  it('finds the columns that the data package names', () => {
    const { resources } = JSON.parse(file('v1/datapackage.json'));
    const named = resources[0].schema.fields.map(({ name }: { name: string }) => name);
    expect(Object.keys(rows[0] ?? {})).toEqual(named);
  });
});

describe('libxml2', () => {
  const schema = (name: string) => ({
    fileName: name,
    contents: readFileSync(new URL(name, import.meta.url), 'utf8'),
  });
  const validated = (xml: string) =>
    validateXML({
      xml: { fileName: 'iati.xml', contents: xml },
      schema: schema('iati-2.03.xsd'),
      preload: [schema('xml.xsd')],
    });

  it('finds iati.xml in the order that IATI 2.03 demands', async () => {
    const { valid, errors } = await validated(file('v1/iati.xml'));
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
  });

  it('would find another order', async () => {
    const wrong = file('v1/iati.xml').replace(
      /(<title>.*?<\/title>)(<description.*?<\/description>)/,
      '$2$1',
    );
    expect((await validated(wrong)).valid).toBe(false);
  });

  it('finds feed.atom well formed', async () => {
    const anything = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2005/Atom">
      <xs:element name="feed"><xs:complexType>
        <xs:sequence><xs:any processContents="skip" maxOccurs="unbounded"/></xs:sequence>
        <xs:anyAttribute processContents="skip"/>
      </xs:complexType></xs:element>
    </xs:schema>`;
    const schema = { fileName: 'feed.xsd', contents: anything };
    const valid = async (contents: string) =>
      (await validateXML({ xml: { fileName: 'feed.atom', contents }, schema })).valid;
    expect(await valid(file('v1/feed.atom'))).toBe(true);
    expect(await valid(file('v1/feed.atom').replace('</entry>', ''))).toBe(false);
  });
});

describe('aid data', () => {
  const xml = file('v1/iati.xml');
  const activity =
    /<iati-activity [^>]*>(?:(?!<\/iati-activity>).)*EXAMPLE-hostile<.*?<\/iati-activity>/s.exec(xml)?.[0] ??
    '';

  it('is of the records that say all it demands, and the others are named with what they lack', () => {
    const { iati } = JSON.parse(file('v1/left-out.json')) as { iati: { id: string; lacks: string[] }[] };
    const written = [...xml.matchAll(/<iati-identifier>XI-EXAMPLE-([^<]*)</g)].map(([, id]) => id);
    expect([...written, ...iati.map(({ id }) => id)].sort()).toEqual(records.map(({ id }) => id));
    expect(iati).toContainEqual({ id: 'cybersouth', lacks: ['recipient-country-or-region'] });
  });

  it('has shares that are a hundred together', () => {
    for (const shares of [/<recipient-[^>]*percentage="([\d.]+)"/g, /<sector [^>]*percentage="([\d.]+)"/g]) {
      const found = [...activity.matchAll(shares)].map(([, share]) => Math.round(Number(share) * 100));
      expect(found).toHaveLength(3);
      expect(found.reduce((sum, one) => sum + one)).toBe(10_000);
    }
  });

  it('has full dates, with what is known where that is less', () => {
    expect(activity).toContain(
      '<activity-date type="2" iso-date="2020-02-01"><narrative>2020-02</narrative>',
    );
    expect(activity).toContain('<activity-date type="3" iso-date="2023-12-31"><narrative>2023</narrative>');
  });
});

describe('a feed parser', () => {
  it('reads the same records in both', () => {
    const json = parseJsonFeed(file('v1/feed.json'));
    const atom = parseAtomFeed(file('v1/feed.atom'));
    expect(json.items?.map(({ url }) => url)).toEqual(
      records.map(({ id }) => `https://portal.example/projects/${id}`),
    );
    expect(atom.entries?.map(({ id }) => id)).toEqual(json.items?.map(({ id }) => id));
    expect(atom.entries?.map(({ title }) => title?.value)).toEqual(json.items?.map(({ title }) => title));
  });
});

test('a feed keeps nothing of a record but what happened to it last', () => {
  const first = releaseOf(seed);
  const before = extendedFeed([], first);
  const [one] = seed;
  if (!one) throw new Error('There are no records.');
  const gone = { op: 'remove', id: one.id, reason: 'withdrawn', salt: '', digest: '' } as const;
  const after = extendedFeed(before, { ...first, sequence: 2, operations: [gone] });
  expect(after).toHaveLength(before.length);
  expect(after[0]).toEqual({ id: one.id, sequence: 2, at: first.at, op: 'remove', forGood: true });
  expect(JSON.stringify(after)).not.toContain(one.title);
});

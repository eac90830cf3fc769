import fc from 'fast-check';
import { type Field, fields, kindOf } from '../../lambdas/domain/record.ts';
import type { KindName } from '../../lambdas/fields/kinds.ts';
import { examples } from '../fields/examples.ts';
import { address, hostileJson, hostileText, plausibleText } from './hostile.ts';

const records = ['cybercrime-octopus', 'glacy-plus', 'cyber4dev', 'cybersouth'] as const;
export const record = fc.constantFrom(...records);

const url = fc.constantFrom('https://b.example/', `https://b.example/?q='&x=%3C`, 'http://ü.example/a#b');
const date = fc.constantFrom('2020', '2016-12', '2016-12-31', '2031-01-01');
const year = fc.constantFrom(1999, 2021);
const organisation = fc.record({ name: plausibleText, url: fc.option(url) });

/** Values the rules take, so that what they say is stored, mailed, decided and published. */
const values: Readonly<Partial<Record<Field, fc.Arbitrary<unknown>>>> = {
  title: plausibleText,
  code: fc.option(fc.constantFrom('G1', '<b>', '=1')),
  status: fc.constantFrom('planned', 'active', 'finished', null),
  startDate: fc.option(date),
  endDate: fc.option(date),
  summary: fc.option(plausibleText),
  context: fc.option(plausibleText),
  objectives: listOf(plausibleText),
  outputs: listOf(plausibleText),
  outcomes: listOf(plausibleText),
  activities: listOf(
    fc.record({
      title: plausibleText,
      date: fc.option(date),
      place: fc.option(plausibleText),
      url: fc.option(url),
    }),
  ),
  funders: listOf(organisation),
  implementers: listOf(organisation),
  partners: listOf(organisation),
  contributions: listOf(
    fc.record({
      funder: plausibleText,
      amount: fc.constantFrom(0, 0.1, 1e12, null),
      currency: fc.constantFrom('EUR', 'XXX', null),
      year: fc.option(year),
    }),
  ),
  beneficiaries: listOf(fc.constantFrom('AM', 'XK', '001', 'FR')),
  themes: listOf(fc.constantFrom('cybercrime', 'standards')),
  url: fc.option(url),
  links: listOf(fc.record({ title: fc.option(plausibleText), url })),
  related: listOf(record),
  language: fc.constantFrom('en', 'fr', 'pt-BR'),
};

/** Of a field that came later, what its kind is tried with. */
function valuesOf(field: Field): fc.Arbitrary<unknown> {
  const { kind, empty } = kindOf(field);
  return values[field] ?? fc.constantFrom(...examples[kind as KindName].values, empty);
}

function listOf(item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown[]> {
  return fc.array(item, { maxLength: 4 });
}

const change = fc
  .constantFrom(...fields)
  .chain((field) => fc.record({ field: fc.constant(field), from: valuesOf(field), to: valuesOf(field) }));

const contributor = fc.record(
  {
    name: plausibleText,
    email: fc.option(address),
    organisation: plausibleText,
    role: fc.constantFrom('owner', 'other', null),
    credit: fc.constantFrom('none', 'name', 'organisation'),
  },
  { requiredKeys: [] },
);

export const validDocument: fc.Arbitrary<Record<string, unknown>> = fc.record(
  {
    kind: fc.constant('correction'),
    record,
    version: fc.constantFrom(1, 1, 1, 2),
    changes: fc.uniqueArray(change, { minLength: 1, maxLength: 3, selector: ({ field }) => field }),
    evidence: fc.array(url, { maxLength: 2 }),
    comment: fc.option(plausibleText),
    contributor,
    language: fc.constantFrom('en', 'fr', 'ar'),
  },
  { requiredKeys: ['kind', 'record', 'version', 'changes'] },
);

/** A hole in a document, which a mutation fills with any JSON. */
const HOLE = '"@hole@"';

/** A document with one of its values, or a member more, that nobody expects. */
const mutated = fc
  .tuple(validDocument, fc.nat(), hostileJson, fc.option(hostileText))
  .map(([document, place, json, name]) => {
    const copy = structuredClone(document);
    const places = placesOf(copy);
    const [owner, key] = places[place % places.length] ?? [copy, 'kind'];
    const member = name ?? key;
    Object.defineProperty(owner, Array.isArray(owner) ? key : member, {
      value: '@hole@',
      enumerable: true,
      configurable: true,
      writable: true,
    });
    return JSON.stringify(copy).replace(HOLE, () => json);
  });

type Place = readonly [owner: object, key: string];

function placesOf(value: unknown): readonly Place[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, member]) => [[value, key] as const, ...placesOf(member)]);
}

/** The text of a JSON body. */
export const document: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: validDocument.map((one) => JSON.stringify(one)) },
  { weight: 6, arbitrary: mutated },
  { weight: 2, arbitrary: hostileJson },
  { weight: 1, arbitrary: fc.array(validDocument, { maxLength: 3 }).map((some) => JSON.stringify(some)) },
  { weight: 1, arbitrary: hostileText },
);

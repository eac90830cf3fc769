import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definition } from '#inventory/definition.ts';
import { demonstration } from '#inventory/demonstration.ts';
import { canonicalJson } from '../../lambdas/domain/canonical.ts';
import type { Change } from '../../lambdas/domain/documents.ts';
import { describedBy, probableDuplicates } from '../../lambdas/domain/duplicates.ts';
import { formEntries, inputName, isList, readFields } from '../../lambdas/domain/form.ts';
import { hasSay } from '../../lambdas/domain/has-say.ts';
import { alike, diffField } from '../../lambdas/domain/merge.ts';
import { wrongPeriods } from '../../lambdas/domain/periods.ts';
import {
  type Content,
  contentSchema,
  emptyContent,
  fields,
  type InventoryRecord,
  importedSchema,
} from '../../lambdas/domain/record.ts';
import { check } from '../../lambdas/domain/refusals.ts';
import { matchingEntries, searchEntry } from '../../lambdas/domain/search.ts';
import { recordSchemaJson } from '../../lambdas/formats/json-schema.ts';
import { messagesFor } from '../../lambdas/i18n/messages.ts';
import { typingIn } from '../../lambdas/i18n/typing.ts';
import { valueLines } from '../../lambdas/i18n/value-lines.ts';
import { submissionSchema } from '../../lambdas/submissions/documents.ts';
import { seedRecords } from '../../operator/seed.ts';
import { content } from './content.ts';

const words = { messages: messagesFor('en'), language: 'en' } as const;

/** What a change of every field is, from one content to another. */
function changes(from: Content, to: Content): readonly Change[] {
  return fields.map((field) => ({ field, from: from[field], to: to[field] }) as Change);
}

describe(`an inventory of ${definition.noun.en.many}`, () => {
  it('has records that are valid, and a demonstration that is about one of them', () => {
    const records = seedRecords();
    expect(records.length).toBeGreaterThan(8);
    for (const record of records) expect(check(importedSchema, record).problems).toBeUndefined();
    const sent = check(submissionSchema, demonstration);
    expect(sent.problems).toBeUndefined();
    const about = records.find(({ id }) => id === demonstration.record);
    for (const { field, from } of demonstration.changes)
      expect(Reflect.get(about ?? {}, field)).toEqual(from);
  });

  it('says of every field what it is called, and asks for each under a name of its own', () => {
    for (const field of fields) expect(words.messages.fields[field]).not.toBe('');
    expect(new Set(fields.map(inputName)).size).toBe(fields.length);
    expect(fields.map(inputName)).not.toContain('language');
  });

  it('has a schema of its records that knows every field', () => {
    const schema = recordSchemaJson() as { readonly properties: object };
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining([...fields]));
  });

  it('reads back from a form what it filled it with', () => {
    fc.assert(
      fc.property(content, (said) => {
        const typed = readFields(
          fields.flatMap((field) => formEntries(field, said[field])),
          typingIn('en'),
        );
        expect([...typed.keys()]).toEqual(fields);
        const read = Object.fromEntries([...typed].map(([field, { value }]) => [field, value]));
        for (const field of fields)
          expect(valueLines(field, read[field] as never, words)).toEqual(
            valueLines(field, said[field], words),
          );
      }),
    );
  });

  it('takes every change over where nothing moved, and none where all is so already', () => {
    fc.assert(
      fc.property(content, content, (from, to) => {
        for (const change of changes(from, to)) {
          const diff = diffField(change, from);
          expect(alike(change.field, diff.merged, to[change.field])).toBe(true);
          expect(diff.kind).toBe(
            alike(change.field, from[change.field], to[change.field]) ? 'same' : 'clean',
          );
          expect(diffField(change, to)).toMatchObject({ kind: 'same' });
        }
      }),
    );
  });

  it('never loses what others did meanwhile without saying so', () => {
    fc.assert(
      fc.property(content, content, content, (from, to, now) => {
        for (const change of changes(from, to)) {
          const { field } = change;
          const diff = diffField(change, now);
          if (diff.kind !== 'clean') continue;
          expect(isList(field) || alike(field, from[field], now[field])).toBe(true);
        }
      }),
    );
  });

  it('finds a record by any word that its page shows, and by its title', () => {
    fc.assert(
      fc.property(content, (said) => {
        const record = { ...said, id: 'the-record' } as unknown as InventoryRecord;
        const entry = searchEntry(record);
        expect(matchingEntries([entry], said.title, () => [])).toEqual([entry]);
        expect(probableDuplicates(describedBy(said), [entry])).toEqual([entry]);
        expect(canonicalJson(entry).length).toBeLessThan(20_000);
      }),
    );
  });

  it('has no period that ends before it begins', () => {
    for (const [start, end] of definition.periods ?? []) {
      const wrong = { ...emptyContent, title: 'x', [start]: '2021', [end]: '2020' };
      expect(wrongPeriods(wrong)).toContainEqual([start, end]);
      expect(wrongPeriods({ ...wrong, [end]: null })).toEqual([]);
    }
    expect(check(contentSchema, { ...emptyContent, title: 'x' }).problems).toBeUndefined();
  });

  it('lets exactly those have a say whom a field for that lists', () => {
    const party = { id: 'p', name: 'P', url: 'https://www.party.example/' };
    const registrable = (host: string) => host.split('.').slice(-2).join('.');
    for (const field of fields.filter((one) => definition.fields[one].kind.kind === 'organisations')) {
      const listed = { ...emptyContent, [field]: [party] };
      const may = 'haveASay' in definition.fields[field];
      expect(hasSay('a@party.example', listed, [], registrable), field).toBe(may);
    }
  });
});

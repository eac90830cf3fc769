import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { check } from '../../lambdas/domain/refusals.ts';
import type { Entry, Kind, TypedValue } from '../../lambdas/fields/kind.ts';
import { kinds } from '../../lambdas/fields/kinds.ts';
import { messagesFor } from '../../lambdas/i18n/messages.ts';
import { typingIn } from '../../lambdas/i18n/typing.ts';
import { tellingIn } from '../../lambdas/i18n/value-lines.ts';
import { hostileText } from '../fuzz/hostile.ts';
import { type Examples, examples } from './examples.ts';

const typing = typingIn('en');
const telling = tellingIn({ messages: messagesFor('en'), language: 'en' });

/** What comes of inputs: the value, or the rules that they are asked or refused by. */
function said(kind: Kind, entries: readonly Entry[]): unknown {
  const typed = kind.read(entries, 'f', typing) as TypedValue;
  if (typed.doubts.length > 0) return typed.doubts.map(({ rule }) => rule);
  const checked = check(kind.submitted, typed.value);
  return checked.problems ? checked.problems.map(({ rule }) => rule) : checked.value;
}

it('has examples of every kind there is', () => {
  expect(Object.keys(examples).sort()).toEqual(Object.keys(kinds).sort());
  for (const [name, { kind }] of Object.entries(examples)) expect(kind.kind).toBe(name);
});

describe.each(Object.entries(examples) as unknown as readonly (readonly [string, Examples<unknown>])[])(
  '%s',
  (_name, { kind, values, typed, refused, both }) => {
    const known = [...values, both[0], both[1]];

    it('reads back what it filled a form with, and no other field’s inputs', () => {
      for (const value of known) {
        const entries = kind.entries(value, 'f');
        expect(said(kind, entries)).toEqual(value);
        const prefixed = kind.entries(value, 'value[f]');
        expect(kind.read(prefixed, 'value[f]', typing)?.value).toEqual(
          kind.read(entries, 'f', typing)?.value,
        );
        expect(kind.read(entries, 'g', typing)).toBeNull();
      }
      expect(kind.read([], 'f', typing)).toBeNull();
    });

    it('knows its own values again as they were stored, and no value of another make', () => {
      for (const value of [...known, kind.empty]) {
        expect(kind.fits(JSON.parse(JSON.stringify(value))), JSON.stringify(value)).toBe(true);
      }
      const others = [undefined, true, {}, [null], [[]], [1], { name: 'A' }, kind.list ? 'text' : ['text']];
      for (const other of [...others, kind.schema.safeParse(7).success ? 'seven' : 7])
        expect(kind.fits(other), JSON.stringify(other)).toBe(false);
    });

    it('knows nothing until somebody says something', () => {
      const cleared = kind.entries(kind.empty, 'f').map(([name]): Entry => [name, '']);
      const read = kind.read(cleared, 'f', typing)?.value;
      // A text that no record is without is empty, and refused so.
      expect(read === '' ? typeof kind.empty : read).toEqual(read === '' ? 'string' : kind.empty);
    });

    it('is told in lines exactly where it says something', () => {
      for (const value of known) {
        const lines = kind.lines(value, telling);
        expect(lines.length > 0).toBe(JSON.stringify(value) !== '[]');
        for (const line of lines) expect(line.trim()).not.toBe('');
      }
      if (!kind.schema.safeParse(kind.empty).success || kind.empty === null)
        expect(kind.lines(kind.empty, telling)).toEqual([]);
    });

    it('takes a change over where nobody else changed it, and does nothing where it is so already', () => {
      const [one, other] = values;
      expect(kind.merge(one, other, one)).toMatchObject({ kind: 'clean' });
      expect(kind.merge(one, other, other)).toEqual({ kind: 'same', merged: other });
      expect(kind.inAnyOrder(kind.merge(one, other, one).merged)).toEqual(kind.inAnyOrder(other));
      expect(kind.merge(kind.empty, one, kind.empty).merged).toEqual(one);
    });

    it('brings together what two people changed, or says that they contradict each other', () => {
      const [one, other, result] = both;
      const merged = kind.merge(values[0], one, other);
      if (result === 'conflict') expect(merged.kind).toBe('conflict');
      else expect([merged.kind === 'conflict', merged.merged]).toEqual([false, result]);
    });

    it.each(typed)('reads %j as %j', (inputs, expected) => {
      const entries = typeof inputs === 'string' ? ([['f', inputs]] as const) : inputs;
      const rule =
        expected !== null && typeof expected === 'object' && 'rule' in expected ? expected.rule : null;
      if (rule === null) expect(said(kind, entries)).toEqual(expected);
      else expect(said(kind, entries)).toContain(rule);
    });

    it.each(refused)('refuses %j: %s', (sent, rule) => {
      expect(check(kind.submitted, sent).problems?.map((one) => one.rule)).toContain(rule);
    });

    it('has a JSON Schema, a digest in any order, and every value is one that its schema takes', () => {
      expect(z.toJSONSchema(kind.schema)).toBeTypeOf('object');
      for (const value of values) {
        expect(check(kind.schema, value)).toEqual({ value });
        if (kind.list && !kind.list.isOrdered)
          expect(kind.inAnyOrder((value as unknown[]).toReversed())).toEqual(kind.inAnyOrder(value));
      }
    });

    it('lists whom it names, and finds an item that stands in it twice', () => {
      for (const value of values) {
        expect(kind.secondItem(value)).toBeNull();
        for (const { name } of kind.parties(value)) expect(kind.searched(value).names).toContain(name);
        const { names, codes, words } = kind.searched(value);
        expect([...names, ...codes, ...words].join('')).not.toBe('');
      }
      if (!kind.list || kind.list.isOrdered) return;
      const [item] = values[0] as readonly unknown[];
      expect(kind.secondItem([item, item])).toBe(kind.list.mayRepeat ? null : 1);
    });

    it('takes whatever is typed or sent to it for a value or a problem', () => {
      const parts = [...Object.keys(kind.list?.columns ?? {}), '__proto__', ''];
      const name = fc.oneof(
        fc.constantFrom('f', 'f[0]', 'f[1]', 'f[9999]', 'f[x]', 'f['),
        fc.constantFrom(...parts).map((part) => `f[0][${part}]`),
      );
      const inputs = fc.array(fc.tuple(name, hostileText), { minLength: 1, maxLength: 6 });
      fc.assert(
        fc.property(inputs, fc.json(), (entries, json) => {
          for (const language of ['en', 'fr', 'es', 'ar'] as const) {
            const read = kind.read(entries, 'f', typingIn(language));
            if (read) expect(check(kind.submitted, read.value)).toBeTypeOf('object');
            expect(Array.isArray(kind.otherReadings(entries, 'f', typingIn(language)))).toBe(true);
          }
          const checked = check(kind.submitted, JSON.parse(json));
          if (!checked.problems) {
            expect(check(kind.schema, checked.value)).toEqual({ value: checked.value });
            expect(Array.isArray(kind.lines(checked.value, telling))).toBe(true);
          }
        }),
        { numRuns: 60 },
      );
    });
  },
);

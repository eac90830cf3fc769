import { expect, test } from 'vitest';
import { placeCodes } from '../../lambdas/domain/places.ts';
import { rules } from '../../lambdas/domain/refusals.ts';
import { formatAmount, formatDate, formatInstant, formatLanguage } from '../../lambdas/i18n/format.ts';
import { messagesFor, readLanguage } from '../../lambdas/i18n/messages.ts';
import { localHref } from '../../lambdas/pages/context.ts';
import { placeNames } from '../../lambdas/pages/places.ts';

test.each(rules)('the rule %s says what happened and what to do', (rule) => {
  const sentence = messagesFor('en').rules[rule]({ limit: 12 });
  expect(sentence).toMatch(/^[A-Z].*\. [A-Z].*\.$/);
  expect(sentence).not.toContain('undefined');
});

test('a rule with a limit says the limit', () => {
  expect(messagesFor('en').rules['too-long']({ limit: 5000 })).toContain('5,000 characters');
});

test.each([
  ['2020', '2020'],
  ['2020-10', 'October 2020'],
  ['2016-12-31', '31 December 2016'],
])('the date %s reads %s', (date, words) => {
  expect(formatDate(date, 'en')).toBe(words);
});

test('times are told in UTC', () => {
  expect(formatInstant('2026-11-03T14:05:00Z', 'en')).toBe('3 November 2026 at 14:05 UTC');
});

test('amounts carry the code of their currency', () => {
  expect(formatAmount(250_000, 'CAD', 'en')).toBe('CAD 250,000');
});

test('languages have names', () => {
  expect(formatLanguage('en', 'en')).toBe('English');
});

test('each place has a name of its own', () => {
  expect(new Set(placeNames('en')).size).toBe(placeCodes.length);
});

test('links stay in the language of the page', () => {
  expect(localHref('/correct/a?field=endDate', 'fr')).toBe('/correct/a?field=endDate&lang=fr');
  expect(localHref('/?q=a&lang=fr', 'en')).toBe('/?q=a');
});

test.each([
  ['//[', '/['],
  ['/\\[', '/['],
  ['//evil.example/a', '/evil.example/a'],
  ['/\\evil.example', '/evil.example'],
  ['/a//b', '/a//b'],
  ['/:80', '/:80'],
])('a link to the page %s stays on this site', (path, href) => {
  expect(localHref(path, 'en')).toBe(href);
});

test('a language that is not offered is answered in English', () => {
  expect(readLanguage('tlh')).toBe('en');
  expect(readLanguage(undefined)).toBe('en');
});

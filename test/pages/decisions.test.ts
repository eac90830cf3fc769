import { describe, expect, test } from 'vitest';
import { diffField } from '../../lambdas/domain/merge.ts';
import { confirmPage } from '../../lambdas/pages/confirm.tsx';
import { expiredLinkPage } from '../../lambdas/pages/expired-link.tsx';
import { type ReviewProps, reviewPage } from '../../lambdas/pages/review.tsx';
import { context, endDate, octopus, pending, publication, unconfirmed } from './samples.ts';

const review: ReviewProps = {
  submission: pending,
  contact: null,
  record: { version: 1, holds: [], publication },
  diffs: [diffField(endDate, octopus)],
  seen: 'the-hash',
  problems: [],
  typed: new Map(),
  moved: null,
  busy: false,
  rivals: [],
  duplicates: [],
  offeredId: null,
  offered: new Map(),
  all: null,
  reviewer: { name: 'Portal manager' },
};

function radios(html: string, name: string): readonly string[] {
  return [...html.matchAll(/<input[^>]*type="radio"[^>]*>/g)]
    .map(([input]) => input)
    .filter((input) => input.includes(`name="${name}"`));
}

test.each([
  [
    'confirming',
    confirmPage({ submissions: [unconfirmed], problems: [], moved: false }, context),
    ['confirm', 'cancel'],
  ],
  ['reviewing', reviewPage(review, context), ['approve', 'reject', 'ask']],
  ['asking for a fresh link', expiredLinkPage({ kind: 'confirm', problems: [] }, context), ['send']],
])('%s has no default', (_, html, values) => {
  const inputs = radios(html, 'decision');
  expect(inputs.map((input) => /value="([^"]*)"/.exec(input)?.[1])).toEqual(values);
  expect(inputs.filter((input) => input.includes('checked'))).toEqual([]);
});

describe('the review page', () => {
  test('marks the characters that differ', () => {
    const html = reviewPage(review, context);
    expect(html).toContain('31 December 20<del>20</del>');
    expect(html).toContain('31 December 20<ins>16</ins>');
  });

  test('binds the decision to what was seen', () => {
    expect(reviewPage(review, context)).toContain('<input type="hidden" name="seen" value="the-hash"/>');
  });

  test('takes a clean change as accepted unless told otherwise', () => {
    const chosen = radios(reviewPage(review, context), 'change[endDate]').filter((input) =>
      input.includes('checked'),
    );
    expect(chosen).toHaveLength(1);
    expect(chosen[0]).toContain('value="accept"');
  });

  test('shows all three values of a conflict and chooses none', () => {
    const html = reviewPage(
      { ...review, diffs: [diffField(endDate, { ...octopus, endDate: '2021-06' })] },
      context,
    );
    const text = html.replace(/<[^>]*>/g, '');
    expect(text).toContain('31 December 2020');
    expect(text).toContain('June 2021');
    expect(text).toContain('31 December 2016');
    expect(radios(html, 'change[endDate]').filter((input) => input.includes('checked'))).toEqual([]);
  });

  test('asks nothing of a change the inventory already has', () => {
    const html = reviewPage(
      { ...review, diffs: [diffField(endDate, { ...octopus, endDate: '2016-12-31' })] },
      context,
    );
    expect(radios(html, 'change[endDate]')).toEqual([]);
  });

  test('keeps what the manager typed', () => {
    const typed = new Map([
      ['decision', 'reject'],
      ['change[endDate]', 'edit'],
      ['value[endDate]', 'some day'],
      ['note', 'Thank you'],
    ]);
    const html = reviewPage(
      { ...review, typed, problems: [{ name: 'value[endDate]', rule: 'not-a-date' }] },
      context,
    );
    expect(html).toContain('value="some day"');
    expect(html).toContain('>Thank you</textarea>');
    expect(html).toContain('<details open');
    expect(html).toContain('href="#value-endDate"');
    expect(html).toContain('id="value-endDate"');
    expect(radios(html, 'decision').filter((input) => input.includes('checked'))).toHaveLength(1);
  });

  test('says of what stands there why it may be public', () => {
    const html = reviewPage(review, context);
    expect(html).toContain('published with the consent of its owner');
    const fields = { endDate: { basis: 'public' as const, sources: ['https://example.org/e'] } };
    const record = { version: 1, holds: [], publication: { ...publication, fields } };
    expect(reviewPage({ ...review, record }, context)).toContain(
      'publicly available: https://example.org/e</p>',
    );
  });

  test('says nothing of the basis of what is not there', () => {
    const added = { field: 'endDate' as const, from: null, to: '2016-12-31' };
    const html = reviewPage({ ...review, diffs: [diffField(added, { ...octopus, endDate: null })] }, context);
    expect(html).not.toContain('What stands there now');
  });

  test('shows where an item of a list in order was taken, and not of a set', () => {
    const objectives = { field: 'objectives', from: ['A', 'B', 'C'], to: ['C', 'A', 'B'] } as const;
    const content = { ...octopus, objectives: ['A', 'B', 'C'] };
    const diff = diffField({ ...objectives, from: [...objectives.from], to: [...objectives.to] }, content);
    const html = reviewPage({ ...review, diffs: [diff] }, context);
    expect(html).toContain('Moved from place 3 to 1: <q>C</q>');
    expect(html).toContain('2 items stay as they are');
    const funders = { field: 'funders' as const, from: octopus.funders, to: octopus.funders.toReversed() };
    expect(reviewPage({ ...review, diffs: [diffField(funders, octopus)] }, context)).not.toContain(
      'Moved from',
    );
  });

  test('opens evidence without telling where it was followed', () => {
    expect(reviewPage(review, context)).toMatch(
      /<a href="https:\/\/www\.coe\.int[^"]*" rel="noreferrer noopener nofollow">/,
    );
  });
});

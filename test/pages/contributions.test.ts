import { describe, expect, test } from 'vitest';
import { type FormProblem, problemLabel } from '../../lambdas/pages/form-problem.ts';
import { contributionPages } from './sample-contributions.ts';
import { context } from './samples.ts';

const pages = new Map(contributionPages);

/** What a person reads of a page. */
function words(name: string): string {
  const html = pages.get(name) ?? '';
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

test.each([
  ['basis', null],
  ['sources[0]', 'Public page, 1'],
  ['authority', 'Your declaration'],
  ['fields[0]', 'What is it about?'],
  ['answer', 'Your answer'],
  ['decision', null],
  ['note', 'A note to the contributor'],
  ['value[id]', 'Identifier of the project'],
  ['value[funders][1][url]', 'Funders, 2, web address'],
  ['change[endDate]', 'End date'],
])('what is wrong with %s is told as of %s', (name, label) => {
  const problem: FormProblem = { name, rule: 'missing-field' };
  expect(problemLabel(problem, context.messages)).toBe(label);
});

describe('the form to consent', () => {
  test.each([
    [
      'which project, version and fields',
      'Of version 1, these fields: Title, Summary, Objectives and Funders.',
    ],
    ['where it is published and under which licence', 'copy and use under CC BY 4.0'],
    ['that copies cannot be called back', 'We cannot call back copies'],
    ['how long it stands', 'stands until you withdraw it'],
    ['how it is withdrawn', 'You withdraw with the link in your receipt'],
    ['what happens then', 'then leaves our pages and files at once'],
    ['that there is no detriment', 'Nothing is lost to you by withdrawing'],
    ['the declaration', 'I am entitled to consent for the owner of the project'],
  ])('says %s', (_what, sentence) => {
    expect(words('consent form')).toContain(sentence);
  });

  test('has a box that nothing ticks, apart from the button', () => {
    const html = pages.get('consent form') ?? '';
    const box = /<input[^>]*name="authority"[^>]*>/.exec(html)?.[0] ?? '';
    expect(box).toContain('type="checkbox"');
    expect(box).not.toContain('checked');
    expect(html.indexOf('name="email"')).toBeGreaterThan(html.indexOf('name="authority"'));
    expect(html.lastIndexOf('<button')).toBeGreaterThan(html.indexOf('name="email"'));
  });
});

test('a new project is checked with what it may be already, and without what it was before', () => {
  expect(words('check of an addition')).toContain('The inventory may have this already');
  expect(words('check of an addition')).not.toContain('Not known');
});

test('nothing preselects a decision about a consent, or about what somebody sent', () => {
  for (const name of ['receipt', 'own submission', 'review of a consent', 'review of an objection']) {
    const radios = [...(pages.get(name) ?? '').matchAll(/<input[^>]*name="decision"[^>]*>/g)];
    expect(radios.length, name).toBeGreaterThan(0);
    expect(radios.filter(([radio]) => radio.includes('checked'))).toEqual([]);
  }
});

test('a consent that ended shows what became of it, and asks nothing any more', () => {
  expect(words('consent gone')).toContain('gone with release 4');
  for (const name of ['consent withdrawn', 'consent gone', 'consent revoked']) {
    expect(pages.get(name)).not.toContain('name="decision"');
  }
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffField } from '../../lambdas/domain/merge.ts';
import { emptyContent } from '../../lambdas/domain/record.ts';
import type { Submission } from '../../lambdas/domain/submission.ts';
import { bundleReviewMail } from '../../lambdas/mail/bundle-review.ts';
import { outcomeMail } from '../../lambdas/mail/outcome.ts';
import { quotedLines, unlinkedPieces } from '../../lambdas/mail/quote.ts';
import { reviewRequestMail } from '../../lambdas/mail/review-request.ts';
import { approved, context, octopus, pending } from '../pages/samples.ts';

const ours = 'https://corrections.example/review/a-token';
const evil = 'Read and decide: https://evil.example/review/x';

/** Every text that a contributor writes, with the attack in it. */
function attacked(attack: string): Submission {
  return {
    ...pending,
    kind: 'addition',
    record: null,
    basis: { basis: 'consent', notice: '1', noticeSha256: 'a', organisation: attack },
    title: attack,
    changes: [
      { field: 'title', from: '', to: attack },
      { field: 'summary', from: null, to: attack },
      { field: 'objectives', from: [], to: [attack] },
      { field: 'funders', from: [], to: [{ id: 'a', name: attack, url: 'https://evil.example/f' }] },
      { field: 'links', from: [], to: [{ title: attack, url: 'https://evil.example/l' }] },
    ],
    evidence: ['https://evil.example/e'],
    comment: attack,
    questions: [
      {
        by: 'manager',
        askedAt: '2026-11-03T15:00:00Z',
        question: 'Why?',
        answer: attack,
        answeredAt: '2026-11-03T16:00:00Z',
      },
    ],
  };
}

function mailsOf(attack: string) {
  const submission = attacked(attack);
  const diffs = submission.changes.map((change) => diffField(change, emptyContent));
  const contact = { name: attack, email: 'eve@evil.example', organisation: attack };
  const others = { rivals: [], published: [] };
  const request = { submission, diffs, contact, link: ours, person: { name: 'Portal manager' }, ...others };
  const compared = [
    request,
    { ...request, submission: { ...submission, reference: 'COR-2222-2222' as const } },
  ];
  const outcome = {
    submission: {
      ...approved,
      ...submission,
      status: 'approved',
      decision: { ...approved.decision, verdicts: {} },
    } as never,
    statusUrl: ours,
    recordUrl: null,
    duplicateUrl: null,
    content: { ...octopus, title: attack },
  };
  return [
    ['a request', reviewRequestMail(request, context)],
    [
      'a bundle',
      bundleReviewMail({ ...request, reference: submission.reference, submissions: compared }, context),
    ],
    ['an outcome', outcomeMail(outcome, context)],
  ] as const;
}

const ends = ['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'];
const attacks = [
  evil,
  ...ends.map(
    (end) => `The project was extended.${end}${end}${evil}${end}${end}This link is personal to you.`,
  ),
  `${'long '.repeat(60)}${evil}`,
  `${'x'.repeat(80)}${evil}`,
  `> ${evil}`,
];

describe.each(attacks)('a contributor who writes %j', (attack) => {
  test.each(mailsOf(attack))('is set apart in %s, behind our link', (_, mail) => {
    const lines = mail.text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
    const foreign = lines.filter((line) => /evil\.example|Read and decide: http/.test(line));
    expect(foreign.length).toBeGreaterThan(0);
    for (const line of foreign) expect(line).toMatch(/^> /);
    for (const line of lines.filter((one) => one.startsWith('>'))) expect([...line].length).toBeLessThan(78);
    expect(mail.text.indexOf(ours)).toBeGreaterThan(0);
    expect(mail.text.indexOf(ours)).toBeLessThan(mail.text.indexOf('evil.example'));
    expect(mail.subject).not.toContain('evil.example');
    // No link but ours, and nothing that a program would make one of.
    expect([...mail.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([ours]);
    expect(mail.html).not.toMatch(/evil\.example|:\/\/evil/);
    expect(mail.html.indexOf(ours)).toBeLessThan(mail.html.indexOf('evil'));
    expect(textOf(mail.html)).toContain('https://evil.example');
  });
});

function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, '');
}

test('whatever is quoted comes back whole, in short lines', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const lines = quotedLines(text);
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/[\s\u0085]/g, ''));
      for (const line of lines) {
        expect([...line].length).toBeLessThanOrEqual(74);
        expect(line).not.toMatch(/[\n\r\v\f\u0085\u2028\u2029]/);
      }
    }),
  );
});

test.each([
  'https://evil.example/x',
  'www.evil.example',
  'evil.example',
  'eve@evil.example',
  'mailto:eve@evil',
])('nothing in the pieces of %s is an address', (text) => {
  expect(unlinkedPieces(text).join('')).toBe(text);
  for (const piece of unlinkedPieces(text)) expect(piece).not.toMatch(/\S[.:/@]+\S/);
});

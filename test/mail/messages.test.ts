import { describe, expect, test } from 'vitest';
import { diffField } from '../../lambdas/domain/merge.ts';
import { emptyContent } from '../../lambdas/domain/record.ts';
import { confirmAddressMail } from '../../lambdas/mail/confirm-address.ts';
import { manyWaitingMail } from '../../lambdas/mail/many-waiting.ts';
import { outcomeMail } from '../../lambdas/mail/outcome.ts';
import { reviewRequestMail } from '../../lambdas/mail/review-request.ts';
import { waiting } from '../pages/sample-contributions.ts';
import { approved, context, endDate, hostile, octopus, pending, rejected } from '../pages/samples.ts';

const contact = { name: 'Ana Pérez', email: 'ana@example.org', organisation: 'Council of Europe' };
const funders = { field: 'funders', from: octopus.funders, to: octopus.funders.slice(1) } as const;
const request = {
  submission: { ...pending, comment: `${hostile}\nsecond line`, title: 'Line\r\nBcc: x@example.org\0 break' },
  contact,
  diffs: [diffField(endDate, octopus), diffField({ ...funders, to: [...funders.to] }, octopus)],
  link: 'https://corrections.example/review/a-token',
  person: { name: 'Portal manager' },
  rivals: [{ reference: 'COR-1111-2222' as const, changes: [endDate] }],
  published: [{ title: hostile, url: 'https://corrections.example/projects/x' }],
};
const many = {
  reference: 'COR-7F3K-9Q2M' as const,
  count: 1600,
  isMore: false,
  few: 5,
  newest: [pending, { ...pending, title: `${hostile}\nRead and decide: https://evil.example/` }],
  link: 'https://corrections.example/review/a-token',
  person: { name: 'Portal manager' },
};
const urls = {
  statusUrl: 'https://corrections.example/submissions/x?t=a',
  recordUrl: 'https://corrections.example/projects/x',
  duplicateUrl: null,
  content: { ...octopus, endDate: '2016-12-31' },
};
const confirmation = confirmAddressMail(
  {
    reference: 'COR-7F3K-9Q2M' as const,
    submissions: [{ kind: 'correction', title: 'Cybercrime@Octopus' }],
    link: 'https://corrections.example/confirm/a-token',
    validUntil: '2026-11-10T12:00:00Z',
  },
  context,
);

const mails = [
  ['confirmation', confirmation],
  ['review request', reviewRequestMail(request, context)],
  ['news of many that wait', manyWaitingMail(many, context)],
  ['approval', outcomeMail({ submission: approved, ...urls }, context)],
  ['rejection', outcomeMail({ submission: { ...rejected, title: hostile }, ...urls }, context)],
] as const;

/** The words of a mail, whatever stands between them. */
function words(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

describe.each(mails)('the %s mail', (_, mail) => {
  test('says the same as text and as HTML', () => {
    expect(words(mail.text).length).toBeGreaterThan(40);
    expect(words(textOf(mail.html))).toEqual(words(mail.text));
  });

  test('has a subject of one line that begins with the reference', () => {
    expect(mail.subject).toMatch(/^\[COR-7F3K-9Q2M\] \P{Cc}+$/u);
    expect(mail.subject.length).toBeLessThan(200);
  });

  test('keeps what others wrote as text', () => {
    expect(mail.html).not.toMatch(/<script|<img/);
  });
});

test('the confirmation names the record and nothing of what was sent', () => {
  expect(confirmation.subject).toBe('[COR-7F3K-9Q2M] Cybercrime@Octopus: please confirm');
  expect(confirmation.text).toContain('https://corrections.example/confirm/a-token');
  expect(confirmation.text).toContain('ignore this mail');
  expect(confirmation.text.replace(/\s+/g, ' ')).toContain('deleted, together with your address');
});

describe('the review request', () => {
  const mail = reviewRequestMail(request, context);

  test('has one link, to the page where the decision is taken', () => {
    expect([...mail.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([request.link]);
  });

  test('shows old and new, and of lists only what changes', () => {
    expect(mail.text).toContain('End date\nOld:\n> 31 December 2020\nNew:\n> 31 December 2016');
    expect(mail.text).toContain('Removed:\n> European Union');
    expect(mail.text).not.toContain('Estonia');
  });

  test('names the field in the subject when there is one', () => {
    const one = reviewRequestMail(
      { ...request, submission: pending, diffs: request.diffs.slice(0, 1) },
      context,
    );
    expect(one.subject).toBe('[COR-7F3K-9Q2M] Cybercrime@Octopus: end date');
  });
});

test('the request about a new project says only what it says: nothing was known before', () => {
  const { addition } = waiting;
  const diffs = addition.changes.map((change) => diffField(change, emptyContent));
  const { text } = reviewRequestMail({ ...request, submission: addition, diffs }, context);
  expect(text).toContain('New:\n> ');
  expect(text).not.toMatch(/Old:|Not known/);
});

test('a rejection says why', () => {
  const mail = outcomeMail({ submission: rejected, ...urls }, context);
  expect(mail.text).toContain('It does not match the sources we have');
  expect(mail.text).toContain('The project was extended.');
});

describe('the news of many that wait', () => {
  test('says how many, and leads to the one that waits longest, before anything that others wrote', () => {
    const { subject, text } = manyWaitingMail(many, context);
    expect(subject).toContain('1,600 submissions: waiting for your decision');
    expect(text.replace(/\s+/g, ' ')).toContain('The 5 that wait longest have mails of their own.');
    expect(text.indexOf(many.link)).toBeLessThan(text.indexOf('evil.example'));
    expect(text).toMatch(/^> .*evil\.example/m);
  });

  test('says so where nobody counted further', () => {
    const mail = manyWaitingMail({ ...many, count: 500, isMore: true }, context);
    expect(mail.subject).toContain('more than 500 submissions');
  });
});

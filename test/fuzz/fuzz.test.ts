import { randomInt } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { securityHeaders } from '../../lambdas/http/security-headers.ts';
import { composeMime } from '../../lambdas/mail/mime.ts';
import { type FuzzReport, fuzz } from './fuzz.ts';
import { DOMAIN, MARKER } from './hostile.ts';
import { wrongWith, wrongWithLog, wrongWithMail } from './judge.ts';

/** A slice of `npm run fuzz`. */
async function nothingBreaks(seed: number, cases: number): Promise<FuzzReport> {
  const report = await fuzz({ seed, cases });
  expect(report.failure, `npm run fuzz -- --seed ${seed} --cases ${cases}`).toBeNull();
  expect(report.cases).toBe(cases);
  return report;
}

const TIMEOUT_MS = 180_000;

test(
  'nothing breaks on the hostile input of one seed, which gets far',
  async () => {
    const { answers, mails } = await nothingBreaks(20_261_123, 250);
    const reached = [
      'POST /api 201',
      'POST /api 422',
      'POST /correct 422',
      'POST /confirm 303',
      'GET /review 200',
    ];
    for (const answer of reached) expect(answers.get(answer) ?? 0, answer).toBeGreaterThan(0);
    expect(mails).toBeGreaterThan(20);
  },
  TIMEOUT_MS,
);

const drawn = randomInt(2 ** 31);
test(
  `nothing breaks on that of a seed drawn for this run, ${drawn}`,
  () => nothingBreaks(drawn, 150),
  TIMEOUT_MS,
);

describe('what is looked for', () => {
  const sent = {
    method: 'POST',
    path: '/correct/a',
    query: '',
    headers: {},
    body: null,
    transport: 'text',
  } as const;
  const html = (main: string) => `<!doctype html><html lang="en"><body>${main}</body></html>`;
  const page = (main: string, status = 422, headers = {}) => ({
    status,
    headers: { ...securityHeaders, 'content-type': 'text/html; charset=utf-8', ...headers },
    body: html(main),
  });
  const json = (status: number, body: string, type = 'application/problem+json') => ({
    status,
    headers: { ...securityHeaders, 'content-type': type },
    body,
  });
  const problem = '{"type":"about:blank","title":"a","status":422,"detail":"b"}';
  const api = { ...sent, path: '/api/submissions' };

  it.each([
    ['a page', sent, page("<p>&lt;zq&quot;'&amp;x></p>")],
    [
      'a page with a value like a script',
      sent,
      page('<input value="a>"/><input value="javascript:a onclick="/>'),
    ],
    ['a page at the limit', sent, page('', 429, { 'retry-after': '9' })],
    ['a problem', api, json(422, problem)],
    ['a redirection', sent, { status: 303, headers: { ...securityHeaders, location: '/a' }, body: '' }],
    ['HEAD', { ...sent, method: 'HEAD' }, { ...page('', 200), body: '' }],
  ])('is not in %s that is right', (_what, request, answer) => {
    expect(wrongWith(request, answer)).toEqual([]);
  });

  it.each([
    ['an error of ours', sent, page('', 500)],
    ['a stack', sent, page('<p>TypeError: a is not a function</p>')],
    ['a line of a stack', sent, page('<p>a\n    at file:///a.js:1:1</p>')],
    ['markup that was sent', sent, page(`<p>${MARKER}</p>`)],
    ['an attribute that was closed', sent, page('<input value="zq"\'&amp;x>"/>')],
    ['a script', sent, page('<script>1</script>')],
    ['a handler', sent, page('<p onclick="a()">a</p>')],
    ['a link to another site', sent, page('<a href="//evil.example">a</a>')],
    ['half a page', sent, { ...page(''), body: '<!doctype html><html>' }],
    ['a limit without end', sent, page('', 429)],
    ['a header of two lines', sent, page('', 422, { location: 'a\r\nb' })],
    ['a missing header', sent, { ...page(''), headers: { 'content-type': 'text/html' } }],
    ['a body for HEAD', { ...sent, method: 'HEAD' }, page('', 200)],
    ['a page for the API', api, page('')],
    ['half a document', api, json(422, '{')],
    ['a problem of another type', api, json(422, problem, 'application/json')],
    ['a problem without words', api, json(422, '{"status":422}')],
    [
      'a redirection to elsewhere',
      sent,
      { ...json(303, '', ''), headers: { ...securityHeaders, location: 'http://a' } },
    ],
  ])('is found: %s', (_what, request, answer) => {
    expect(wrongWith(request, answer)).not.toEqual([]);
  });

  it.each([
    ['an address', `{"a":"x@${DOMAIN}"}`],
    ['a token', '{"path":"/confirm/abcdefghij"}'],
    ['no JSON', 'Error: a'],
  ])('is found in a log: %s', (_what, line) => {
    expect(wrongWithLog([line], ['abcdefghij'])).toHaveLength(1);
    expect(wrongWithLog(['{"level":"INFO"}\n'], ['abcdefghij'])).toEqual([]);
  });

  it('is found in a mail: another header, another recipient, markup', async () => {
    const mail = {
      from: { name: 'Portal', address: 'portal@example.org' },
      to: `a@${DOMAIN}`,
      replyTo: 'portal@example.org',
      subject: `About ${MARKER}`,
      text: MARKER,
      html: '<p>&lt;zq</p>',
      thread: '<a@example.org>',
    };
    const raw = async (over: Partial<typeof mail> = {}) => ({
      raw: await composeMime({ ...mail, ...over }),
      to: mail.to,
    });
    expect(await wrongWithMail(await raw())).toEqual([]);
    expect(await wrongWithMail(await raw({ html: `<p>${MARKER}</p>` }))).toHaveLength(1);
    expect(await wrongWithMail({ ...(await raw()), to: `b@${DOMAIN}` })).toHaveLength(1);
    const text = new TextDecoder().decode((await raw()).raw);
    const injected = new TextEncoder().encode(
      text.replace('Subject:', `X-More: 1\r\nBcc: c@${DOMAIN}\r\nSubject:`),
    );
    expect((await wrongWithMail({ raw: injected, to: mail.to })).length).toBeGreaterThan(1);
  });
});

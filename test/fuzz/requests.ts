import fc from 'fast-check';
import { routes } from '../../lambdas/config/routes.ts';
import { document, record } from './documents.ts';
import { correctionForm, decisionForm, type Pair } from './forms.ts';
import { hostileText } from './hostile.ts';
import { type Kind, placeholder } from './live.ts';

/** How a body travels: as text, in base64 as forms do, or in what only claims to be base64. */
type Transport = 'text' | 'base64' | 'broken';

/** A request before what is live is put into it. */
export type RequestCase = {
  readonly method: string;
  /** As API Gateway hands it over: decoded. */
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly transport: Transport;
};

const segment = fc.oneof(
  { weight: 3, arbitrary: record },
  { weight: 2, arbitrary: hostileText.map((text) => text.replaceAll('/', '')) },
);

/** What mail programs leave around a link, and in it. */
const mailed = fc.constantFrom(
  '',
  '.',
  ')',
  '/',
  '>',
  '<',
  '=',
  '=\r\n',
  '=3D',
  '=0A',
  ' ',
  '\u00a0',
  '\u200b',
  '%3E',
  '&amp;',
  '_',
  '](',
);

function token(kind: Kind): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.nat(200).map((at) => placeholder(kind, at)) },
    {
      weight: 2,
      arbitrary: fc.tuple(mailed, fc.nat(200), mailed).map(([a, at, b]) => a + placeholder(kind, at) + b),
    },
    { weight: 1, arbitrary: hostileText.map((text) => text.replaceAll('/', '')) },
  );
}

const anyToken = fc.oneof(token('confirm'), token('review'), token('status'));

/** An address of any declared route, those that come to be tomorrow among them. */
function declared(verb: 'GET' | 'POST'): fc.Arbitrary<string> {
  const patterns = Object.values(routes)
    .flat()
    .flatMap((route) => (route.startsWith(`${verb} `) ? [route.slice(verb.length + 1)] : []));
  return fc
    .constantFrom(...patterns)
    .chain((pattern) => fc.tuple(...pattern.split('/').map(filledIn)))
    .map((parts) => parts.join('/'));
}

function filledIn(part: string): fc.Arbitrary<string> {
  switch (part) {
    case '{id}':
      return segment;
    case '{token+}':
      return anyToken;
    case '{reference}':
    case '{reference+}':
      return token('reference');
    default:
      return part.startsWith('{') ? segment : fc.constant(part);
  }
}

/** What stands in an address after the question mark, as it is sent. */
const query = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.tuple(
          fc.oneof(fc.constantFrom('q', 'lang', 'field', 't', 'code', 'url'), hostileText),
          fc.oneof(
            hostileText,
            fc.nat(80).map((at) => placeholder('status', at)),
          ),
        ),
        { maxLength: 4 },
      )
      .map((pairs) => encoded(pairs)),
  },
  { weight: 1, arbitrary: hostileText.map((text) => text.replaceAll('#', '')) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'q=a&q=b&q=c',
      'lang=fr&lang=ar',
      '&&&===',
      `q=${'%'.repeat(3_000)}`,
      `q=${'a'.repeat(8_000)}`,
      'q=%ff%fe',
      'field=__proto__',
      `${'a=1&'.repeat(2_000)}`,
    ),
  },
);

/** Percent-encoded as far as it can be: what no address can hold goes as it is. */
function encoded(pairs: readonly Pair[]): string {
  return pairs.map(([name, text]) => `${escaped(name)}=${escaped(text)}`).join('&');
}

function escaped(text: string): string {
  // What is put in later is made of letters that need no escape.
  const parts = text.toWellFormed().split(/(@@[a-z]+:\d+@@)/);
  return parts.map((part, at) => (at % 2 === 1 ? part : encodeURIComponent(part))).join('');
}

const network = fc.oneof(
  { weight: 8, arbitrary: fc.nat(20).map((one) => `10.0.0.${one}, 130.176.1.1`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      ',',
      ',,,',
      'one',
      '::1, a',
      'fe80::1%eth0, a',
      ':::, a',
      `${'9,'.repeat(4_000)}9`,
    ),
  },
);

const origin = fc.oneof(
  { weight: 12, arbitrary: fc.constant({ 'sec-fetch-site': 'same-origin' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      {},
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
      { origin: 'https://corrections.example.org' },
      { 'sec-fetch-site': '', origin: '' },
    ),
  },
);

function headers(type: string): fc.Arbitrary<Readonly<Record<string, string>>> {
  const contentType = fc.oneof(
    { weight: 20, arbitrary: fc.constant<string | null>(type) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        null,
        '',
        `${type}; charset=utf-8`,
        type.toUpperCase(),
        'multipart/form-data; boundary=x',
        'text/plain',
        'application/x-www-form-urlencoded,application/json',
      ),
    },
  );
  const key = fc.option(
    fc.oneof(
      fc.nat(300).map((one) => `key-of-a-fuzzer-${one}`),
      fc.nat(300).map((one) => `k${one}`),
      hostileText,
    ),
    { freq: 4 },
  );
  return fc.tuple(contentType, origin, network, key).map(([content, from, forwarded, idempotency]) => ({
    ...from,
    ...(content === null ? {} : { 'content-type': content }),
    ...(forwarded === '' ? {} : { 'x-forwarded-for': forwarded }),
    ...(idempotency === null ? {} : { 'idempotency-key': idempotency }),
  }));
}

const transport = fc.constantFrom<Transport>(...Array<Transport>(12).fill('base64'), 'text', 'broken');

const reading: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '/',
    '/about',
    '/api/openapi.json',
    '/correct',
    '/assets/x.css',
    '/nowhere',
    '//[',
    '//x/',
    '/\\[',
  ),
  segment.map((id) => `/projects/${id}`),
  segment.map((id) => `/correct/${id}`),
  segment.map((file) => `/assets/${file}`),
  token('confirm').map((one) => `/confirm/${one}`),
  token('review').map((one) => `/review/${one}`),
  declared('GET'),
  hostileText.map((text) => `/${text}`),
);

const status = fc
  .tuple(fc.constantFrom('/submissions/', '/api/submissions/'), fc.nat(80), fc.boolean(), hostileText)
  .map(([path, at, right, text]) => ({
    path: path + placeholder('reference', at),
    query: right ? `t=${placeholder('status', at)}` : encoded([['t', text]]),
  }));

/** GET and HEAD of anything. */
export const read: fc.Arbitrary<RequestCase> = fc
  .tuple(
    fc.constantFrom('GET', 'GET', 'HEAD'),
    fc.oneof({ weight: 4, arbitrary: fc.record({ path: reading, query }) }, { weight: 1, arbitrary: status }),
    headers('text/html'),
  )
  .map(([method, where, sent]) => ({ method, ...where, headers: sent, body: null, transport: 'text' }));

const correct = fc
  .tuple(fc.oneof({ weight: 9, arbitrary: record }, { weight: 1, arbitrary: segment }), correctionForm)
  .map(([id, pairs]) => ({ path: `/correct/${id}`, body: encoded(pairs) }));

const decide = fc
  .nat(200)
  .chain((at) =>
    fc
      .tuple(fc.constantFrom('confirm', 'review', 'review'), decisionForm(at))
      .map(([kind, pairs]) => ({ path: `/${kind}/${placeholder(kind as Kind, at)}`, body: encoded(pairs) })),
  );

const elsewhere = fc
  .tuple(declared('POST'), fc.oneof(correctionForm, fc.nat(200).chain(decisionForm)))
  .map(([path, pairs]) => ({ path, body: encoded(pairs) }));

/** What is no form: bytes, half an escape, text. */
const garbage = fc.tuple(reading, hostileText).map(([path, body]) => ({ path, body }));

const form: fc.Arbitrary<RequestCase> = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: correct },
      { weight: 4, arbitrary: decide },
      { weight: 2, arbitrary: elsewhere },
      { weight: 1, arbitrary: garbage },
    ),
    query,
    headers('application/x-www-form-urlencoded'),
    transport,
  )
  .map(([what, asked, sent, how]) => ({
    method: 'POST',
    ...what,
    query: asked,
    headers: sent,
    transport: how,
  }));

const api: fc.Arbitrary<RequestCase> = fc
  .tuple(document, query, headers('application/json'), transport)
  .map(([body, asked, sent, how]) => ({
    method: 'POST',
    path: '/api/submissions',
    query: asked,
    headers: sent,
    body,
    transport: how === 'base64' ? 'text' : how,
  }));

const odd: fc.Arbitrary<RequestCase> = fc
  .tuple(
    fc.constantFrom('PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST', 'TRACE', 'get'),
    reading,
    query,
    headers('text/plain'),
    fc.option(hostileText),
    transport,
  )
  .map(([method, path, asked, sent, body, how]) => ({
    method,
    path,
    query: asked,
    headers: sent,
    body,
    transport: how,
  }));

/** Any request at all. */
export const anyRequest: fc.Arbitrary<RequestCase> = fc.oneof(
  { weight: 5, arbitrary: read },
  { weight: 6, arbitrary: form },
  { weight: 5, arbitrary: api },
  { weight: 1, arbitrary: odd },
);

import { describe, expect, it } from 'vitest';
import { httpEvent } from '../../local/http/event.ts';
import { readResult } from '../../local/http/result.ts';

const now = new Date('2026-11-23T08:03:11Z');

function eventOf(method: string, target: string, rawHeaders: string[] = [], body = '') {
  const request = { method, target, rawHeaders, body: Buffer.from(body), sourceIp: '192.0.2.1' };
  return httpEvent(request, { routeKey: 'GET /projects/{id}', parameters: { id: 'é' } }, now);
}

describe('an event has payload format 2.0', () => {
  it('with everything of the request', () => {
    const headers = [
      'Accept',
      'a',
      'accept',
      'b',
      'Cookie',
      'x=1; y=2',
      'User-Agent',
      'test',
      'Host',
      'api.example',
    ];
    expect(eventOf('GET', '/projects/%C3%A9?q=a%20b&q=c', headers)).toEqual({
      version: '2.0',
      routeKey: 'GET /projects/{id}',
      rawPath: '/projects/é',
      rawQueryString: 'q=a%20b&q=c',
      cookies: ['x=1', 'y=2'],
      headers: { accept: 'a,b', 'user-agent': 'test', host: 'api.example' },
      queryStringParameters: { q: 'a b,c' },
      pathParameters: { id: 'é' },
      requestContext: {
        accountId: 'anonymous',
        apiId: 'laptop',
        domainName: 'api.example',
        domainPrefix: 'api',
        http: {
          method: 'GET',
          path: '/projects/é',
          protocol: 'HTTP/1.1',
          sourceIp: '192.0.2.1',
          userAgent: 'test',
        },
        requestId: expect.any(String),
        routeKey: 'GET /projects/{id}',
        stage: '$default',
        time: '23/Nov/2026:08:03:11 +0000',
        timeEpoch: now.getTime(),
      },
      isBase64Encoded: false,
    });
  });

  it.each([
    ['application/json', false],
    ['application/json; charset=utf-8', false],
    ['text/plain', false],
    ['application/x-www-form-urlencoded', true],
    ['multipart/form-data; boundary=x', true],
    ['application/octet-stream', true],
  ])('with a body of %s in base64: %s', (type, isBase64Encoded) => {
    const event = eventOf('POST', '/', ['Content-Type', type], 'é=1');
    const body = isBase64Encoded ? Buffer.from('é=1').toString('base64') : 'é=1';
    expect(event).toMatchObject({ body, isBase64Encoded });
  });
});

describe('a result becomes a response', () => {
  it('as it says', () => {
    const result = {
      statusCode: 303,
      headers: { Location: '/a' },
      cookies: ['a=1'],
      body: 'w6k=',
      isBase64Encoded: true,
    };
    expect(readResult(result)).toEqual({
      status: 303,
      headers: [
        ['content-type', 'text/plain;charset=utf-8'],
        ['location', '/a'],
        ['set-cookie', 'a=1'],
      ],
      body: Buffer.from('é'),
    });
  });

  it('as JSON where it has no status', () => {
    expect(readResult({ a: 1 })).toEqual({
      status: 200,
      headers: [['content-type', 'application/json']],
      body: Buffer.from('{"a":1}'),
    });
  });

  it('as an error where it makes no sense', () => {
    expect(readResult({ statusCode: 200, body: { a: 1 } }).status).toBe(500);
  });
});

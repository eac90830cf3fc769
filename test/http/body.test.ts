import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { formBody, readBody } from '../../lambdas/http/body.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const LIMIT = 64 * 1024;

const bodyOf = (type: string, body: string, isBase64Encoded: boolean) =>
  readBody({ headers: { 'content-type': type }, body, isBase64Encoded } as unknown as APIGatewayProxyEventV2);

const formOf = (said: string) => {
  const sent = new URLSearchParams({ comment: said }).toString();
  const body = bodyOf(FORM, Buffer.from(sent).toString('base64'), true);
  return formBody({ headers: { 'content-type': FORM }, body } as unknown as Parameters<typeof formBody>[0]);
};

describe('a body', () => {
  it('may have 64 KiB, and not a byte more', () => {
    expect(bodyOf(JSON_TYPE, 'x'.repeat(LIMIT), false)).toHaveLength(LIMIT);
    expect(() => bodyOf(JSON_TYPE, 'x'.repeat(LIMIT + 1), false)).toThrow('too-large');
  });

  it('in base64 counts as what it holds', () => {
    const full = Buffer.alloc(LIMIT, 'x').toString('base64');
    expect(bodyOf(JSON_TYPE, full, true)).toHaveLength(LIMIT);
  });

  it('that is no UTF-8 is refused', () => {
    expect(() => bodyOf(JSON_TYPE, Buffer.from([0xff]).toString('base64'), true)).toThrow('unreadable');
  });
});

describe('a form', () => {
  const name = 'comment'.length;

  it.each(['x', 'é', 'م', '電'])(
    'may say 64 KiB, names and texts, of %s, however long it is written',
    (letter) => {
      const bytes = Buffer.byteLength(letter);
      const most = letter.repeat(Math.floor((LIMIT - name) / bytes));
      expect(formOf(most).get('comment')).toBe(most);
      expect(() => formOf(most + letter.repeat(2))).toThrow('too-large');
    },
  );
});

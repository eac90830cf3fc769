import { SESClient } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextTry } from '../../lambdas/mail/next-try.ts';
import { sesMailer, sesPatience } from '../../lambdas/mail/ses.ts';
import { MailNotTaken, troubleOf } from '../../lambdas/mail/trouble.ts';
import { MailTrouble } from '../../local/mail/trouble.ts';
import { listen } from '../../local/process/listen.ts';
import { Shutdown } from '../../local/process/shutdown.ts';

describe('what SES answers', () => {
  const unverified =
    'Email address is not verified. The following identities failed the check in region EU-WEST-1: ada@example.org';
  it.each([
    ['Throttling', 'Maximum sending rate exceeded.', 400, 'busy'],
    ['ThrottlingException', 'Rate exceeded', 400, 'busy'],
    ['LimitExceededException', '', 400, 'busy'],
    ['Whatever', 'Daily message quota exceeded.', 454, 'busy'],
    ['Whatever', '', 429, 'busy'],
    ['MessageRejected', unverified, 400, 'closed'],
    ['MessageRejected', 'Sending suspended for this account.', 400, 'closed'],
    ['MessageRejected', 'Account is paused', 400, 'closed'],
    ['MailFromDomainNotVerifiedException', '', 400, 'closed'],
    ['MailFromDomainNotVerified', '', 400, 'closed'],
    ['AccountSendingPausedException', '', 400, 'closed'],
    ['ConfigurationSetSendingPausedException', '', 400, 'closed'],
    ['ConfigurationSetDoesNotExistException', '', 400, 'closed'],
    ['AccessDenied', 'User is not authorized to perform ses:SendRawEmail', 403, 'closed'],
    ['InvalidClientTokenId', 'The security token included in the request is invalid.', 403, 'closed'],
    ['MessageRejected', 'Address blacklisted.', 400, 'refused'],
    ['InvalidParameterValue', 'Local address contains control or whitespace', 400, 'refused'],
    ['InternalFailure', '', 500, 'unreachable'],
    ['ServiceUnavailable', '', 503, 'unreachable'],
    ['TimeoutError', 'socket hang up', null, 'unreachable'],
    ['Error', 'getaddrinfo ENOTFOUND', null, 'unreachable'],
    ['MalformedQueryString', '', 400, 'unclear'],
  ] as const)('%s, %s, is %3$s', (code, message, status, trouble) => {
    expect(troubleOf({ code, message, status })).toBe(trouble);
  });
});

describe('a mail is tried again', () => {
  const owedSince = '2026-11-23T12:00:00.000Z';
  const now = new Date('2026-11-23T12:00:00.000Z');
  const late = new Date('2026-11-30T12:00:00.000Z');
  const minutes = (next: Date | null, from = now) => next && (next.getTime() - from.getTime()) / 60_000;

  it('a minute, two, four later, at last an hour, and given up after twelve', () => {
    for (const trouble of ['unreachable', 'unclear'] as const) {
      const pauses = Array.from({ length: 12 }, (_, index) =>
        minutes(nextTry({ trouble, tries: index + 1, owedSince }, now)),
      );
      expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, null]);
    }
  });

  it('once, when it is refused', () => {
    expect(minutes(nextTry({ trouble: 'refused', tries: 1, owedSince }, now))).toBe(1);
    expect(nextTry({ trouble: 'refused', tries: 2, owedSince }, now)).toBeNull();
  });

  it.each([
    ['busy', 4],
    ['closed', 60],
  ] as const)('however often, when SES is %s, after %d minutes, for a week', (trouble, pause) => {
    expect(minutes(nextTry({ trouble, tries: 500, owedSince }, now))).toBe(pause);
    const justBefore = new Date(late.getTime() - 1);
    expect(minutes(nextTry({ trouble, tries: 1, owedSince }, justBefore), justBefore)).toBe(pause);
    expect(nextTry({ trouble, tries: 1, owedSince }, late)).toBeNull();
  });
});

describe('over the wire', () => {
  const shutdown = new Shutdown();
  const trouble = new MailTrouble();
  const retries: string[] = [];
  let client: SESClient;
  beforeAll(async () => {
    const endpoint = await listen(
      0,
      async (request, response) => {
        retries.push(`${request.headers['amz-sdk-request']}`);
        if (trouble.answers(request, response)) return;
        request.resume();
        const result = '<SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult>';
        response
          .writeHead(200, { 'content-type': 'text/xml' })
          .end(`<SendRawEmailResponse>${result}</SendRawEmailResponse>`);
      },
      shutdown,
    );
    const { requestHandler } = sesPatience;
    client = new SESClient({
      ...sesPatience,
      endpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      requestHandler: { ...requestHandler, requestTimeout: 200 } as NonNullable<typeof requestHandler>,
    });
  });
  afterAll(async () => {
    client.destroy();
    await shutdown.stop();
  });

  const send = () =>
    sesMailer(client, null)({ raw: Buffer.from('Hello'), from: 'a@example.org', to: 'b@example.org' });

  it.each([
    ['throttle', 'Throttling', 'busy'],
    ['quota', 'Throttling', 'busy'],
    ['sandbox', 'MessageRejected', 'closed'],
    ['paused', 'AccountSendingPausedException', 'closed'],
    ['reject', 'MessageRejected', 'refused'],
    ['fault', 'InternalFailure', 'unreachable'],
    ['hang', 'TimeoutError', 'unreachable'],
    ['down', expect.any(String), 'unreachable'],
  ])('%s is understood, asked at most twice, and the error quotes nobody', async (answer, code, meaning) => {
    trouble.set(answer, 1);
    retries.length = 0;
    const error = await send().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MailNotTaken);
    expect(error).toMatchObject({ name: code, trouble: meaning });
    expect((error as Error).stack).not.toContain('@example.org');
    expect((error as Error).cause).toBeUndefined();
    expect(retries.length).toBeLessThanOrEqual(2);
    await expect(send()).resolves.toBeUndefined();
  });
});

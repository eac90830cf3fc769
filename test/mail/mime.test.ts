import { SESClient } from '@aws-sdk/client-ses';
import { expect, test } from 'vitest';
import { composeMime } from '../../lambdas/mail/mime.ts';
import { sesMailer } from '../../lambdas/mail/ses.ts';

const mail = {
  from: { name: 'Cybil corrections', address: 'portal@example.org' },
  to: 'ana@example.org',
  replyTo: 'mailbox@example.org',
  subject: '[COR-7F3K-9Q2M] Türkiye: end date',
  text: 'The words.\n',
  html: '<!doctype html><p>The words.</p>',
  thread: '<COR-7F3K-9Q2M@example.org>',
};

async function headersOf(raw: Promise<Uint8Array>): Promise<ReadonlyMap<string, string>> {
  const [head = ''] = new TextDecoder().decode(await raw).split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
}

test('a mail carries what keeps it in its thread and robots from answering', async () => {
  const headers = await headersOf(composeMime(mail));
  expect(Object.fromEntries(headers)).toMatchObject({
    from: 'Cybil corrections <portal@example.org>',
    to: 'ana@example.org',
    'reply-to': 'mailbox@example.org',
    references: '<COR-7F3K-9Q2M@example.org>',
    'in-reply-to': '<COR-7F3K-9Q2M@example.org>',
    'auto-submitted': 'auto-generated',
    'x-auto-response-suppress': 'All',
  });
  expect(headers.get('content-type')).toMatch(/^multipart\/alternative/);
});

test('letters beyond ASCII are encoded in headers', async () => {
  const raw = new TextDecoder().decode(await composeMime(mail));
  expect(raw.split('\r\n\r\n')[0]).toMatch(/^[\t\r\n -~]+$/);
});

test.each([
  ['to', 'ana@example.org\r\nBcc: all@example.org'],
  ['subject', 'a\nb'],
  ['thread', '<a>\0'],
  ['replyTo', 'a@example.org\r'],
])('control characters are refused in %s', async (header, value) => {
  await expect(composeMime({ ...mail, [header]: value })).rejects.toThrow('control characters');
});

test('a comma in an address makes no second recipient', async () => {
  const headers = await headersOf(composeMime({ ...mail, to: '"a,b"@example.org' }));
  expect(headers.get('to')).toBe('<"a,b"@example.org>');
});

test('SES gets the raw mail, from and to whom it is told', async () => {
  const sent: unknown[] = [];
  const client = new SESClient({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  client.middlewareStack.add(
    () => (args) => {
      sent.push(args.input);
      return Promise.resolve({ output: { MessageId: 'a', $metadata: {} }, response: {} });
    },
    { step: 'initialize' },
  );
  const raw = new Uint8Array([1, 2, 3]);
  await sesMailer(client, null)({ raw, from: 'portal@example.org', to: 'ana@example.org' });
  await sesMailer(client, 'ours')({ raw, from: 'portal@example.org', to: 'ana@example.org' });
  const mail = { Source: 'portal@example.org', Destinations: ['ana@example.org'], RawMessage: { Data: raw } };
  expect(sent).toEqual([mail, { ...mail, ConfigurationSetName: 'ours' }]);
});

test('a file comes with its name and type, and no name breaks out of its header', async () => {
  const file = { filename: 'RCP-7F3K-9Q2M.jsonld', contentType: 'application/ld+json', content: '{"a":"ü"}' };
  const raw = new TextDecoder().decode(await composeMime({ ...mail, attachments: [file] }));
  expect(raw).toContain('Content-Type: application/ld+json; name=RCP-7F3K-9Q2M.jsonld');
  expect(raw).toContain('Content-Disposition: attachment; filename=RCP-7F3K-9Q2M.jsonld');
  const broken = { ...file, filename: 'a\r\nBcc: b@example.org' };
  await expect(composeMime({ ...mail, attachments: [broken] })).rejects.toThrow('control characters');
});

import PostalMime from 'postal-mime';
import { securityHeaders } from '../../lambdas/http/security-headers.ts';
import { publicUrl } from '../support/world.ts';
import { DOMAIN } from './hostile.ts';
import type { Answered, RawMail, Sent } from './target.ts';

/** Where a program fell over: none of it is ever sent by the fuzz. */
const STACK = /\n\s+at |\b(?:Type|Range|Syntax|Reference|URI|Aggregate|Eval)Error\b|node_modules|\.tsx?:\d+/;
/** Any part of the marker that would be markup. */
const MARKUP = /<zq|zq"|&x>/;

/** What is wrong with an answer; nothing, if all is well. */
export function wrongWith(sent: Sent, answer: Answered): readonly string[] {
  const { status, headers, body } = answer;
  const type = headers['content-type'] ?? '';
  const wrong: string[] = [];
  if (!(status >= 200 && status < 500)) wrong.push(`answers ${status}`);
  if (STACK.test(body)) wrong.push('shows where it fell over');
  for (const [name, value] of Object.entries(securityHeaders)) {
    if (headers[name] !== value) wrong.push(`lacks the header ${name}`);
  }
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\t\x20-\x7e]*$/.test(value)) wrong.push(`has a header ${name} that cannot be sent`);
  }
  if (sent.method === 'HEAD') return body === '' ? wrong : [...wrong, 'has a body although HEAD asked'];
  if (type.startsWith('text/html')) wrong.push(...wrongWithPage(status, answer));
  else if (/^application\/(?:problem\+)?json$/.test(type)) wrong.push(...wrongWithJson(status, type, body));
  else if (!(status === 303 && headers['location']?.startsWith('/') && body === '') && type !== CSS)
    wrong.push(`is neither page, JSON, stylesheet nor redirection, but ${status} ${type}`);
  if (sent.path.startsWith('/api/') && !type.includes('json'))
    wrong.push('is no JSON although the API was asked');
  return wrong;
}

const CSS = 'text/css; charset=utf-8';

function wrongWithPage(status: number, { headers, body }: Answered): readonly string[] {
  const wrong: string[] = [];
  if (!/^<!doctype html><html [^>]*>.*<\/html>$/s.test(body)) wrong.push('is not a whole page');
  const marked = MARKUP.exec(body);
  if (marked) wrong.push(`has markup that was sent: ${around(body, marked.index)}`);
  // Values first: they may hold what ends a tag, but no quotes; no more does text.
  const tags = body.replace(/"[^"]*"/g, '""').replace(/>[^<]*</g, '><');
  if (/<script|\son\w+=|javascript:|\sstyle="/i.test(tags)) wrong.push('has a script or a style');
  if (/href="(?:\/[/\\]|javascript|data)/i.test(body)) wrong.push('has a link that leads out');
  if (status === 429 && !headers['retry-after']) wrong.push('does not say when to come again');
  return wrong;
}

function wrongWithJson(status: number, type: string, body: string): readonly string[] {
  let document: unknown;
  try {
    document = JSON.parse(body);
  } catch {
    return ['is JSON that cannot be read'];
  }
  if (status >= 400 !== (type === 'application/problem+json')) return [`answers ${status} as ${type}`];
  if (status < 400) return [];
  const said = document as Record<string, unknown>;
  const complete =
    said['status'] === status && said['type'] === 'about:blank' && said['title'] && said['detail'];
  return complete ? [] : ['is a problem that does not say what'];
}

function around(text: string, at: number): string {
  return JSON.stringify(text.slice(Math.max(0, at - 80), at + 40));
}

/** What is wrong with lines of a log: no secret, no address, each one JSON. */
export function wrongWithLog(lines: readonly string[], secrets: readonly string[]): readonly string[] {
  return lines.flatMap((line) => {
    const leaked = [DOMAIN, '@', ...secrets.filter((secret) => secret.length >= 10)].find((one) =>
      line.includes(one),
    );
    if (leaked !== undefined) return [`logs ${leaked}: ${line}`];
    return /^\{.*\}\n?$/.test(line) ? [] : [`logs no JSON: ${line}`];
  });
}

/** The headers a mail may have, each once. */
const mailHeaders = new Set([
  'from',
  'to',
  'reply-to',
  'subject',
  'references',
  'in-reply-to',
  'message-id',
  'date',
  'auto-submitted',
  'x-auto-response-suppress',
  'mime-version',
  'content-type',
]);

/** What is wrong with a mail: its headers are ours alone, and its markup too. */
export async function wrongWithMail({ raw, to }: RawMail): Promise<readonly string[]> {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(raw);
  const head = text.slice(0, text.indexOf('\r\n\r\n'));
  const wrong: string[] = [];
  if (!/^[\t\r\n\x20-\x7e]*$/.test(head)) wrong.push('has headers that are not ASCII');
  const names = head.split(/\r\n(?![ \t])/).map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
  for (const name of names) if (!mailHeaders.has(name)) wrong.push(`has a header ${name}`);
  if (new Set(names).size !== names.length) wrong.push('has a header twice');
  const mail = await PostalMime.parse(raw);
  if (mail.to?.length !== 1 || mail.to[0]?.address !== to) wrong.push(`goes to ${JSON.stringify(mail.to)}`);
  if (mail.cc ?? mail.bcc) wrong.push('goes to somebody else, too');
  if (/[\p{Cc}\u2028\u2029]/u.test(mail.subject ?? '\0')) wrong.push('has a subject of several lines');
  if (!mail.text || !mail.html) wrong.push('lacks text or HTML');
  if (mail.attachments.length > 0) wrong.push('has something attached');
  const foreign = [...(mail.html ?? '').matchAll(/href="([^"]*)"/g)].find(
    ([, to]) => !to?.startsWith(publicUrl),
  );
  if (foreign) wrong.push(`has a link that is not ours: ${foreign[1]}`);
  const marked = MARKUP.exec(mail.html ?? '');
  if (marked) wrong.push(`has markup that was sent: ${around(mail.html ?? '', marked.index)}`);
  return wrong;
}

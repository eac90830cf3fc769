import { expect } from 'vitest';
import { linkItem } from '../../lambdas/storage/links.ts';
import { newToken, sha256 } from '../../lambdas/storage/secrets.ts';
import { type Answer, inputValue } from './requests.ts';
import type { World } from './world.ts';

const MONTH_MS = 30 * 86_400_000;

type Fields = Readonly<Record<string, string>>;

/** What those who decide do with what is sent without an address. */
export function reviewing(world: World) {
  /** Sends a correction of some fields, which need not say what they change from. @returns the manager's link */
  async function waiting(
    record: string,
    changes: Readonly<Record<string, unknown>>,
    more = {},
  ): Promise<string> {
    const content = await contentNow(record);
    const document = {
      kind: 'correction',
      record,
      version: content['version'],
      changes: Object.entries(changes).map(([field, to]) => ({ field, from: content[field], to })),
      ...more,
    };
    return send(document);
  }

  /** @returns a link of the manager's, who need not have got a mail of it: where many wait, few of them have one */
  async function send(document: unknown): Promise<string> {
    const answer = await world.postJson('/api/submissions', document);
    expect(answer.status, answer.body).toBe(201);
    await world.notify();
    const token = newToken();
    const validUntil = new Date(world.clock.now.getTime() + MONTH_MS).toISOString();
    const { reference } = JSON.parse(answer.body);
    const link = { tokenHash: sha256(token), purpose: 'review', reference, holder: 'manager' } as const;
    await world.table.put(linkItem({ ...link, validUntil }));
    return `/review/${token}`;
  }

  async function contentNow(record: string): Promise<Readonly<Record<string, unknown>>> {
    return JSON.parse((await world.files.read(`v1/projects/${record}.json`))?.body ?? '{}');
  }

  /** A form as a browser sends the one that is shown, but for what is chosen and typed in it. */
  function submitted(page: Answer, over: Fields): Record<string, string> {
    return { ...inputsOf(page), ...over };
  }

  async function decide(link: string, over: Fields): Promise<Answer> {
    return world.post(link, submitted(await world.get(link), over));
  }

  return { waiting, send, contentNow, submitted, decide };
}

/** The inputs of a page as a browser sends them untouched. */
export function inputsOf({ body }: Answer): Record<string, string> {
  const inputs: Record<string, string> = {};
  for (const [input] of body.matchAll(/<input[^>]*>/g)) {
    const [name, value, type] = ['name', 'value', 'type'].map((one) => attribute(input, one));
    if (name === null || name === undefined) continue;
    const ticks = type === 'radio' || type === 'checkbox';
    if (!ticks || / checked/.test(input)) inputs[name] ??= value ?? '';
    else if (type !== 'radio') continue;
  }
  for (const [, name = '', text = ''] of body.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</g))
    inputs[name] = unescaped(text);
  for (const [, name = '', options = ''] of body.matchAll(
    /<select[^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs,
  ))
    inputs[name] = /<option[^>]*value="([^"]*)"[^>]*selected/.exec(options)?.[1] ?? '';
  return inputs;
}

function attribute(input: string, name: string): string | null {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1];
  return value === undefined ? null : unescaped(value);
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** The value of the chosen radio of a name; null where none is. */
export function chosen(page: Answer, name: string): string | null {
  return inputsOf(page)[name] ?? null;
}

export { inputValue };

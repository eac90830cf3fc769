import { credits, roles } from '../domain/documents.ts';
import { isField, kindOf } from '../domain/record.ts';
import type { Problem } from '../domain/refusals.ts';
import type { Messages } from '../i18n/messages.ts';

/** The members beside those of a record that have one of some values. */
const choices: Readonly<Record<string, readonly string[]>> = {
  role: roles,
  credit: credits,
  remind: ['true', 'false'],
};

/** What the API says of a problem of a document: as pages do, but of JSON where they speak of forms. */
export function apiSentence(problem: Problem, messages: Messages, body: unknown): string {
  const { rule, limit, offers } = problem;
  const details = { limit, offers };
  const sentence = messages.api[rule];
  if (sentence === null) return messages.rules[rule](details);
  const member = memberOf(problem, body);
  return sentence({ ...details, member, choices: member === null ? [] : choicesOf(member) });
}

function choicesOf(member: string): readonly string[] {
  if (isField(member)) return Object.keys(kindOf(member).choices ?? {});
  return choices[member] ?? [];
}

/** The name of the member that a problem is about; where it is the value of a change, its field. */
function memberOf({ path }: Problem, body: unknown): string | null {
  const name = path.findLast((step) => typeof step === 'string');
  if (name !== 'to' && name !== 'from') return name ?? null;
  return fieldAt([...path.slice(0, path.lastIndexOf(name)), 'field'], body);
}

function fieldAt(path: Problem['path'], body: unknown): string | null {
  const field = path.reduce<unknown>(
    (value, step) => (value !== null && typeof value === 'object' ? Reflect.get(value, step) : undefined),
    body,
  );
  return typeof field === 'string' && isField(field) ? field : null;
}

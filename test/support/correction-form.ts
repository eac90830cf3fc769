import { expect } from 'vitest';
import { asReference, type Reference } from '../../lambdas/domain/names.ts';
import type { World } from './world.ts';

export const form = '/correct/cybercrime-octopus';

let keys = 0;

/** The form of one field as somebody fills it; every one with a key of its own. */
export function filled(over: Record<string, string> = {}): Record<string, string> {
  keys += 1;
  return { version: '1', key: `key-${keys}`, endDate: '31/12/2016', comment: `Number ${keys}`, ...over };
}

/** Sends the form, which must be taken. */
export async function sendForm(
  world: World,
  fields: Record<string, string>,
): Promise<{ statusUrl: string; reference: Reference }> {
  const answer = await world.post(form, fields);
  expect(answer.status, answer.body).toBe(303);
  const statusUrl = answer.headers['location'] ?? '';
  return { statusUrl, reference: asReference(/COR-[^?]+/.exec(statusUrl)?.[0] ?? '') };
}

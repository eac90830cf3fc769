import type { Settings } from './settings.ts';

export type Person = Settings['people'][number];

/** The ids of those who are asked for decisions as a rule. */
export function managers(people: readonly Person[]): readonly string[] {
  return people.filter(({ role }) => role === 'manager').map(({ id }) => id);
}

/** Who stands in for a person that mail does not reach: the deputies, else the other managers. */
export function standIns(people: readonly Person[], unreachable: string): readonly Person[] {
  const others = people.filter(({ id }) => id !== unreachable);
  const deputies = others.filter(({ role }) => role === 'deputy');
  return deputies.length > 0 ? deputies : others;
}

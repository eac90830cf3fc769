import type { Settings } from './settings.ts';

export type Person = Settings['people'][number];

/** The ids of those who decide: those who are asked as a rule, and all, for what is urgent; and how much they are mailed. */
export function decidersOf({ people, limits }: Pick<Settings, 'people' | 'limits'>) {
  const ids = (some: readonly Person[]) => some.map(({ id }) => id);
  const managers = ids(people.filter(({ role }) => role === 'manager'));
  return { managers, all: ids(people), few: limits.mailedSingly };
}

/** Who stands in for a person that mail does not reach: the deputies, else the other managers. */
export function standIns(people: readonly Person[], unreachable: string): readonly Person[] {
  const others = people.filter(({ id }) => id !== unreachable);
  const deputies = others.filter(({ role }) => role === 'deputy');
  return deputies.length > 0 ? deputies : others;
}

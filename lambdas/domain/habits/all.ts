import { ar } from './ar.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { Habits } from './habits.ts';

const habits: Readonly<Record<string, Habits>> = { en, fr, es, ar };

/** Languages whose habits are known. */
export const knownLanguages: readonly string[] = Object.keys(habits);

/** The habits of the first language, then those of all others: where languages differ, the first one's count. */
export function habitsFrom(language: string): readonly Habits[] {
  const own = Object.hasOwn(habits, language) ? habits[language] : undefined;
  return [...(own ? [own] : []), ...Object.values(habits).filter((one) => one !== own)];
}

/** What people call something, in any of the languages. */
export function wordsOf(
  part: 'vague' | 'nothing' | 'ongoing' | 'between' | 'periods' | 'fillers',
): ReadonlySet<string> {
  return new Set(Object.values(habits).flatMap((one) => one[part]));
}

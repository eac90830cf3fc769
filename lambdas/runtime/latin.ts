import type { Latin } from '../domain/slug.ts';

/** Spells every script in Latin letters. Its tables are read when the first text is spelled, not when a function starts. */
export async function loadLatin(): Promise<Latin> {
  const { transliterate } = await import('transliteration');
  return (text) => transliterate(text);
}

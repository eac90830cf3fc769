import { definition } from '#inventory/definition.ts';
import { type Latin, shortHash, slugOf } from './slug.ts';

/**
 * The id that a new record is offered: its title in Latin letters, else its code, else a name that means nothing and is always
 * the same.
 */
export function recordId(title: string, code: string | null, latin: Latin): string {
  const named = slugOf(latin(title)) || slugOf(latin(code ?? ''));
  return named || `${slugOf(definition.noun.en.one)}-${shortHash(title)}`;
}

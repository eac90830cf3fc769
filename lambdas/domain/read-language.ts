import { foldedLetters } from './fold.ts';
import { knownLanguages } from './habits/all.ts';

/** The tags in use: language, script, region, variants (BCP 47); no extensions, nothing private. */
const shape = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?(?:-[a-z0-9]{5,8}|-\d[a-z0-9]{3})*$/;
/** Longer than any tag or name. */
const LONGEST_TYPED = 35;
/** Languages that have names of their own where they are spoken or written otherwise. */
const spokenElsewhere =
  'pt-BR pt-PT en-GB en-US en-CA en-AU fr-CA fr-CH fr-BE es-ES es-MX es-419 de-AT de-CH zh-Hans zh-Hant sr-Latn sr-Cyrl';
/** What people call languages besides their names in the lists. */
const otherNames: Readonly<Record<string, string>> = {
  castellano: 'es',
  castilian: 'es',
  farsi: 'fa',
  mandarin: 'zh',
  flemish: 'nl',
};
/** Codes of no language. */
const noLanguages = new Set(['und', 'mul', 'mis', 'zxx', 'root']);

/** The tag of a language in any case or form, `fr_FR`, `ENG`, or by its name, `French`, `français`; null where it is none. */
export function readLanguageTag(typed: string): string | null {
  // A name with its blanks, or what systems are set to: `en_GB.UTF-8`.
  const text = typed.trim().replace(/(?<=^[a-z]{2}_[A-Z]{2})[.@][\w@.-]+$/, '');
  if (text === '' || text.length > LONGEST_TYPED) return null;
  return canonical(text) ?? tagsByName().get(foldedLetters(text)) ?? null;
}

function canonical(text: string): string | null {
  try {
    const [tag = ''] = Intl.getCanonicalLocales(text.replaceAll('_', '-'));
    return shape.test(tag) && isKnown(tag) ? tag : null;
  } catch {
    return null;
  }
}

let english: { readonly languages: Intl.DisplayNames; readonly regions: Intl.DisplayNames } | null = null;

/** Whether language, script and region are those of somebody. */
function isKnown(tag: string): boolean {
  english ??= {
    languages: new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }),
    regions: new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }),
  };
  const { language, region } = new Intl.Locale(tag);
  if (noLanguages.has(language) || english.languages.of(language) === undefined) return false;
  return region === undefined || (region !== 'ZZ' && english.regions.of(region) !== undefined);
}

let names: ReadonlyMap<string, string> | null = null;

/** The two-letter tags by the names of their languages, in all languages of the product and in their own. Made once. */
function tagsByName(): ReadonlyMap<string, string> {
  if (names) return names;
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const tags = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((tag) => canonical(tag) === tag);
  const made = new Map<string, string>();
  for (const tag of tags) {
    for (const language of [tag, ...knownLanguages]) {
      const name = new Intl.DisplayNames(language, { type: 'language', fallback: 'none' }).of(tag);
      if (name !== undefined && !made.has(foldedLetters(name))) made.set(foldedLetters(name), tag);
    }
  }
  for (const languageDisplay of ['dialect', 'standard'] as const) {
    for (const language of knownLanguages) {
      const display = new Intl.DisplayNames(language, { type: 'language', languageDisplay });
      for (const tag of spokenElsewhere.split(' ')) {
        const name = foldedLetters(display.of(tag) ?? tag);
        if (!made.has(name)) made.set(name, tag);
      }
    }
  }
  for (const [name, tag] of Object.entries(otherNames)) made.set(name, tag);
  names = made;
  return made;
}

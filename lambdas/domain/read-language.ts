import { foldedLetters } from './fold.ts';
import { knownLanguages } from './habits/all.ts';

/** The tags in use: language, script, region, variants (BCP 47); no extensions, nothing private. */
const shape = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?(?:-[a-z0-9]{5,8}|-\d[a-z0-9]{3})*$/;
/** Longer than any tag or name. */
const LONGEST_TYPED = 35;
/** Codes of no language. */
const noLanguages = new Set(['und', 'mul', 'mis', 'zxx', 'root']);

/** The tag of a language in any case or form, `fr_FR`, `ENG`, or by its name, `French`, `français`; null where it is none. */
export function readLanguageTag(typed: string): string | null {
  const text = typed.trim();
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
  names = made;
  return made;
}

import { skeleton } from './skeleton.ts';

/** What spreadsheets and programs write where there is nothing, and signs without any word. */
const PLAIN =
  /^(?:#(?:ref!|n\/a|value!|name\?|div\/0!|null!|num!|spill!|calc!|error!?)|\[object object\]|n\.?\/\.?a\.?|n\.a\.|n\/d|s\/o|s\/d|null|undefined|nan|\(?(?:empty|blank|none)\)|xx+|(?:(?!\p{Sc})[\p{P}\p{S}\s])+)$/u;

/** What people write where they know nothing, in each language; some of it may be a name all the same. */
const words: Readonly<Record<'en' | 'fr' | 'es' | 'ar', readonly string[]>> = {
  en: [
    ...[
      'na',
      'none',
      'nil',
      'tbc',
      'tbd',
      'tba',
      'unknown',
      'not known',
      'untitled',
      'untitled project',
      'untitled document',
      'no title',
      'no name',
      'not applicable',
    ],
    ...[
      'not available',
      'not specified',
      'unspecified',
      'not provided',
      'not given',
      'no data',
      'to be confirmed',
      'to be determined',
      'to be decided',
      'to be announced',
    ],
  ],
  fr: [
    ...[
      'neant',
      'aucun',
      'aucune',
      'inconnu',
      'inconnue',
      'sans titre',
      'sans nom',
      'sans objet',
      'non disponible',
      'n.d.',
      'nd',
    ],
    ...[
      'non applicable',
      'non communique',
      'non renseigne',
      'a confirmer',
      'a definir',
      'a determiner',
      'a preciser',
    ],
  ],
  es: [
    ...[
      'ninguno',
      'ninguna',
      'desconocido',
      'desconocida',
      'sin titulo',
      'sin nombre',
      'sin datos',
      'no aplica',
      'no disponible',
    ],
    ...['no especificado', 'por confirmar', 'por definir', 'por determinar'],
  ],
  ar: [
    'لا شيء',
    'لا يوجد',
    'لا ينطبق',
    'غير متوفر',
    'غير متاح',
    'غير معروف',
    'غير محدد',
    'مجهول',
    'بدون عنوان',
    'بدون اسم',
  ],
};
const nothings: ReadonlySet<string> = new Set(Object.values(words).flat().map(skeleton));

/** Longer than any of them. */
const LONGEST = 40;

/** Whether a text says plainly that there is nothing: `-`, `...`, `#REF!`, `N/A`. */
export function saysNothing(text: string): boolean {
  return (
    text.length <= LONGEST &&
    text.trim() !== '' &&
    PLAIN.test(skeleton(text)) &&
    !/\p{Extended_Pictographic}/u.test(text)
  );
}

/** Whether a text likely says so in words: `TBC`, `Unknown`, `sans titre`. */
export function mayMeanNothing(text: string): boolean {
  return text.length <= LONGEST && nothings.has(skeleton(text).replace(/[.!]+$/, ''));
}

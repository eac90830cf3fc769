import { skeleton } from './skeleton.ts';

/** Letters of other scripts that look like a Latin one: pairs of both, in the shapes that fonts give them. */
const pairs =
  'аa еe оo рp сc уy хx ѕs іi јj һh ԁd ԛq ԝw ѵv ӏl кk АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ЅS ІI ЈJ ԌG ԚQ ԜW ӀI ' +
  'αa οo νv ρp υu ιi κk γy ηn χx ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ' +
  'օo սu հh ցg զq ոn ՕO ՍU ՏS ᎪA ᎬE ᏟC ᎻH ᎳW ᏚS ᏢP ᎢT ᏞL ᏦK ᎫJ ᎷM ᏀG ᏙV ᏃZ ᎠD ᏴB ɑa ɡg ıi';
const latin: ReadonlyMap<string, string> = new Map(
  pairs.split(' ').map((pair) => [...pair] as [string, string]),
);

/** Scripts whose letters are taken for each other. */
const scripts = {
  Latn: /\p{Script=Latin}/u,
  Cyrl: /\p{Script=Cyrillic}/u,
  Grek: /\p{Script=Greek}/u,
  Armn: /\p{Script=Armenian}/u,
  Cher: /\p{Script=Cherokee}/u,
} as const;
/** By its code in ISO 15924. */
export type Script = keyof typeof scripts;

/** What a text looks like: two that look the same at a glance have one, whatever letters they are written in. For flagging only. */
export function appearance(text: string): string {
  const seen = [...text.normalize('NFKD')].map((letter) => latin.get(letter) ?? letter).join('');
  return skeleton(seen)
    .replace(/[i1|]/g, 'l')
    .replaceAll('0', 'o')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

export type ForeignLetter = { readonly letter: string; readonly script: Script };

/** Letters in a text that pass for those of the script of the word, or the text, around them; each once. */
export function foreignLetters(text: string): readonly ForeignLetter[] {
  const own = commonest(text);
  const found = (text.match(/[\p{L}\p{M}]+/gu) ?? []).flatMap((word) => foreignIn(word, own));
  return [...new Map(found.map((one) => [one.letter, one])).values()];
}

function foreignIn(word: string, own: Script | null): readonly ForeignLetter[] {
  const letters = [...word].flatMap((letter): readonly ForeignLetter[] => {
    const script = scriptOf(letter);
    return script ? [{ letter, script }] : [];
  });
  const used = new Set(letters.map(({ script }) => script));
  if (used.size > 1) {
    const most = commonest(word);
    return letters.filter(({ script }) => script !== most);
  }
  // A whole word of another script is a word of it, unless each of its letters has a twin in Latin.
  const passes = own === 'Latn' && letters.length > 0 && letters.every(({ letter }) => latin.has(letter));
  return passes ? letters : [];
}

function scriptOf(letter: string): Script | null {
  return (Object.keys(scripts) as Script[]).find((script) => scripts[script].test(letter)) ?? null;
}

function commonest(text: string): Script | null {
  const counts = new Map<Script, number>();
  for (const letter of text) {
    const script = scriptOf(letter);
    if (script) counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

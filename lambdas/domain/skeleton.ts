/** What no eye sees, and what only dots or strokes a letter: the accents of alphabets, but no vowel or voicing sign. */
const UNSEEN =
  /\p{Default_Ignorable_Code_Point}|(?![\u3099\u309a])\p{Script=Inherited}(?<=\p{M})|[\u0591-\u05c7](?<=\p{M})/gu;

/** Letters that a keyboard or a catalogue without them writes otherwise, and Unicode does not take apart. */
const PLAIN: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};

/** Hyphens and quotation marks as programs put them in the place of what was typed. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Pd}\u2212\u2043]/gu, '-'],
  [/[‘’‚‛′ʹʻʼʽ`´ˊˋ]/gu, "'"],
  [/[“”„‟″«»]/gu, '"'],
  // White space, and the blank of Braille, which is a sign to Unicode.
  [/[\s\p{Z}\u2800]+/gu, ' '],
];

/**
 * What of a text tells it from another: not case, accents, width, white space, or what cannot be seen. Two texts of one
 * skeleton are the same name to a reader. It is for comparing, never for showing.
 */
export function skeleton(text: string): string {
  return SIGNS.reduce((plain, [sign, instead]) => plain.replace(sign, instead), folded(bare(text))).trim();
}

/** In compatibility form, where a wide letter is the letter, without what is not seen. */
function bare(text: string): string {
  return text.normalize('NFKD').replace(UNSEEN, '').normalize('NFKD');
}

/** By way of capitals, which ß and ss share. */
function folded(text: string): string {
  const lower = text.toUpperCase().toLowerCase();
  return lower.replace(/[øłđðħŧæœþıς]/g, (letter) => PLAIN[letter] ?? letter);
}

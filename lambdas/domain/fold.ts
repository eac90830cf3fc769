const digit = /\p{Nd}/u;

/** Digits of any script as those of ASCII: Unicode has each script's ten in a row, from zero to nine. */
export function westernDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (character) => {
    const point = character.codePointAt(0) ?? 0;
    let before = 0;
    while (digit.test(String.fromCodePoint(point - before - 1))) before += 1;
    return String(before % 10);
  });
}

/** What nobody sees and keyboards, bidirectional text and clipboards leave: marks of direction, joiners, soft hyphens. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu;

/** Typed text with the signs of any keyboard as the plain ones: digits, blanks, hyphens, strokes, full stops. */
export function plainSigns(text: string): string {
  return westernDigits(text.replace(unseen, ''))
    .replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, '-')
    .replace(/[\u060d\u2044\u2215\uff0f]/g, '/')
    .replace(/[\u2024\uff0e\u3002]/g, '.')
    .replace(/[\u060c\uff0c]/g, ',')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Letters without case and accents, so that names can be found as people spell them. */
export function foldedLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[ıİ]/g, 'i')
    .replace(/œ/g, 'oe')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه');
}

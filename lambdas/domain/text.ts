import { withoutUnseen } from './unseen.ts';

/** More marks on one letter than any script stacks; Unicode's Stream-Safe Text Format (UAX #15) draws the line here, too. */
const PILE = /\p{M}{31}/u;

/**
 * Short enough to be normalized into at most `max` code points: NFC makes one of no more than four units. Normalizing
 * costs the square of a pile of marks, so whatever comes from outside is asked this first.
 */
export function mayFit(value: string, max: number): boolean {
  return value.length <= 4 * max;
}

/** No pile of marks, which would cost much to normalize, and hide what stands around it. */
export function isNormalizable(value: string): boolean {
  return !PILE.test(value);
}

/** Blanks that count as letters or signs: fillers of Hangul and Egyptian, the blank of Braille, a note without a head. */
const FILLER = /[\u115f\u1160\u2800\u3164\uffa0\u{13441}\u{13442}\u{16fe4}\u{1d159}]/u;

/** Where Word and Excel begin a new line. */
const LINE_END = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/** Signs that fonts of Word show as bullets, and everybody else as a box. */
const WORD_BULLETS = /[\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc]/g;

/**
 * Unicode NFC, `\n` line ends, no more than one blank or one empty line in a row, and none at line ends or around the text.
 * Lines that a program broke are one again.
 */
export function tidyText(value: string): string {
  const lines = value
    .normalize('NFC')
    .replace(WORD_BULLETS, '•')
    .replace(LINE_END, '\n')
    .split('\n')
    .map(tidyLine);
  return unwrapped(lines)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

export function tidyLine(value: string): string {
  return value
    .normalize('NFC')
    .replace(/[\t\p{Zs}]+/gu, ' ')
    .trim();
}

/** A text of several lines as one, where a name or a title is asked for. */
export function onOneLine(value: string): string {
  return value.replace(LINE_END, ' ').replaceAll('\n', ' ');
}

/** Shorter lines are somebody's, not those of a page of Word or PDF. */
const WRAPPED = 50;

/** Lines that go on in the next one, which begins small, were broken by the width of a page. */
function unwrapped(lines: readonly string[]): string {
  const whole: string[] = [];
  for (const line of lines) {
    const last = whole.at(-1) ?? '';
    const goesOn =
      last.length >= WRAPPED && /[\p{L}\p{N},]$/u.test(last) && /^\p{Ll}{2}|^\p{Ll} /u.test(line);
    if (goesOn) whole[whole.length - 1] = `${last} ${line}`;
    else whole.push(line);
  }
  return whole.join('\n');
}

/** Something to see: more than white space, blanks of all kinds and marks on nothing. */
export function isVisible(value: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(
    value.replace(/\p{Default_Ignorable_Code_Point}/gu, '').replace(new RegExp(FILLER, 'gu'), ''),
  );
}

/**
 * No control characters but line ends, no lone surrogates, no characters that reorder the text around them or annotate it, and none
 * that stand for bytes that were no UTF-8.
 */
export function isText(value: string): boolean {
  return value.isWellFormed() && !/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufff9-\ufffd]/u.test(value);
}

/** No characters that mean something only to one font or one program, or nothing to anybody. */
export function isPublic(value: string): boolean {
  return !/[\p{Co}\p{Noncharacter_Code_Point}]/u.test(value);
}

/** No blanks that pass for letters, and no tags, by which a text says to programs what it does not show. */
export function isSeen(value: string): boolean {
  return !FILLER.test(value) && !/[\u2065\ufff0-\ufff8\u{e0000}-\u{e00ff}\u{e01f0}-\u{e0fff}]/u.test(value);
}

/** A text as it reads, whatever white space stands between its words and whatever is not seen. */
export function evenly(text: string): string {
  return withoutUnseen(text)
    .normalize('NFC')
    .replace(/[\s\p{Z}]+/gu, ' ')
    .trim();
}

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

/** Unicode NFC, `\n` line ends, no white space at line ends or around the text. */
export function tidyText(value: string): string {
  const lines = value.normalize('NFC').replace(/\r\n?/g, '\n').split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

export function tidyLine(value: string): string {
  return value.normalize('NFC').trim();
}

/** Something to see: more than white space and invisible characters. */
export function isVisible(value: string): boolean {
  return /[^\p{Z}\p{C}]/u.test(value);
}

/**
 * No control characters but line ends and tabs, no lone surrogates, no characters that reorder the text around them, and none that stand for bytes
 * that were no UTF-8.
 */
export function isText(value: string): boolean {
  return value.isWellFormed() && !/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufffd-\uffff]/u.test(value);
}

export function isSingleLine(value: string): boolean {
  return !/[\p{Cc}\u2028\u2029]/u.test(value);
}

export function isHttpUrl(value: string): boolean {
  if (!/^https?:\/\/[^/]/.test(value) || !isText(value) || /[\s<>"\\^`{|}]/.test(value)) return false;
  const parsed = URL.parse(value);
  return (
    parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.username === '' && parsed.password === ''
  );
}

/** How Windows writes a byte as a character, which is how text in UTF-8 looks that was taken for text of Windows. */
const windows: ReadonlyMap<string, number> = new Map(
  Array.from(
    new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 128 }, (_, index) => index + 128)),
    (character, index) => [character, index + 128],
  ),
);
const AS_BYTES = new RegExp(`[${[...windows.keys()].join('')}\u0080-\u009f]{2,}`, 'gu');
const CONTROL = /[\u0080-\u0084\u0086-\u009f]/g;

/** What a person writes in an alphabet of Europe, and the signs that programs put around it. */
const EXPECTED = /^[\u00a0-\u017f\u2010-\u203a\u20ac\u2122\u2190-\u2193]+$/;
/** Two letters or more of another script in a row: one alone comes about by chance. */
const OTHER_SCRIPT =
  /^(?=.*\p{L}.*\p{L})[\p{L}\p{M}\p{Nd}\s\u00a0-\u00bf\u2010-\u203a\u060c\u061b\u061f]+$|^\p{Extended_Pictographic}/u;

/** Again and again decoded: no more often than this. */
const TIMES = 3;

/** The right text of one that was decoded twice (`Â£`, `â€™`, `Ã©`), as far as that is plain; else the text itself. */
export function decodedOnce(text: string): string {
  let right = text;
  for (let time = 0; time < TIMES; time += 1) right = right.replace(AS_BYTES, asUtf8);
  return right.replace(CONTROL, (control) => decodeWindows(control.charCodeAt(0)));
}

function asUtf8(run: string): string {
  const bytes = Uint8Array.from(run, (character) => windows.get(character) ?? character.charCodeAt(0));
  try {
    const read = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return EXPECTED.test(read) || OTHER_SCRIPT.test(read) ? read : run;
  } catch {
    // What begins a character may be read alone, and the rest stays.
    return run.replace(/[Â-ô][^Â-ô]{1,3}/gu, (part) => (part === run ? part : asUtf8(part)));
  }
}

function decodeWindows(byte: number): string {
  return new TextDecoder('windows-1252').decode(Uint8Array.of(byte));
}

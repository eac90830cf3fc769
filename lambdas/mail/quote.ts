/** The most characters of a quoted line, without the sign in front: no window wraps it into a line that has none. */
const WIDTH = 74;

/** Everything that any program takes for the end of a line. */
const lineEnds = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** Somebody else's words, line by line. */
export function linesOf(text: string): readonly string[] {
  return text.split(lineEnds);
}

/** The same, each line as short as plain text shows it whole. */
export function quotedLines(text: string): readonly string[] {
  return linesOf(text).flatMap(wrapped);
}

function wrapped(line: string): readonly string[] {
  const lines: string[] = [];
  let rest = [...line];
  while (rest.length > WIDTH) {
    const blank = rest.slice(0, WIDTH + 1).lastIndexOf(' ');
    const end = blank > 0 ? blank : WIDTH;
    lines.push(rest.slice(0, end).join(''));
    rest = rest.slice(blank > 0 ? end + 1 : end);
  }
  return [...lines, rest.join('')];
}

/** What mail programs make links of, so that it can be written in pieces that they leave alone: each piece after such a sign. */
export function unlinkedPieces(text: string): readonly string[] {
  return text.split(/(?<=\S[.:/@])(?=\S)/u);
}

import { saysNothing } from '../../lambdas/domain/nothing.ts';

/** What tables write where there is nothing, besides an empty cell. */
const EMPTY = new Set(['-', '--', '—', 'n/a', 'na', 'n/c', 'null', 'none', '...', '…', '-0']);

/** Whether a cell says nothing. @param others what means nothing to this source, besides */
export function isEmpty(cell: string, others: ReadonlySet<string>): boolean {
  const text = cell.trim();
  return text === '' || EMPTY.has(text.toLowerCase()) || others.has(text) || saysNothing(text);
}

/** An apostrophe in front of what a spreadsheet would take for a formula is the spreadsheet's, not the text's. */
export function withoutApostrophe(cell: string): string {
  return /^'[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}

const NUMBERED = /(?:^|\s)\(?\d{1,2}[.)]\s+/;

/**
 * The items of a list in one cell: between semicolons, also Arabic ones, or line ends, or numbered, `1) … 2) …`. One in quotation marks may have a
 * semicolon or a line end itself. Places stay where they are: an empty item is one.
 */
export function itemsOf(cell: string): readonly string[] {
  const text = cell.trim();
  if (/^\(?1[.)]\s/.test(text) && /\s\(?2[.)]\s/.test(text))
    return text
      .split(new RegExp(NUMBERED, 'g'))
      .map((item) => item.trim().replace(/[;؛]$/, ''))
      .filter(Boolean);
  const items: string[] = [];
  let rest = text;
  for (;;) {
    const [whole, quoted] = /^\s*"((?:[^"]|"")*)"\s*(?=[;؛\n]|$)/.exec(rest) ?? [];
    const end = whole === undefined ? rest.search(/[;؛\n]/) : whole.length;
    const item =
      whole === undefined ? rest.slice(0, end < 0 ? rest.length : end) : (quoted ?? '').replaceAll('""', '"');
    items.push(whole === undefined ? item.trim() : item);
    if (end < 0 || end >= rest.length) return items;
    rest = rest.slice(end + 1);
  }
}

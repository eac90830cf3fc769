/** Characters that no eye sees and no text needs: soft hyphens, marks of byte order, joiners of words, spaces without width. */
const NEVER =
  /[\u034f\u17b4\u17b5\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}]/gu;
/** Those that some scripts and emoji need at some places. */
const SOMETIMES = /[\u180b-\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u061c\u200c-\u200f]/u;

/** A line, wherever a program ends it. */
const LINE = /[^\n\r\v\f\u0085\u2028\u2029]+/g;

const PICTURE = /\p{Extended_Pictographic}/u;
/** Scripts whose letters take another shape beside each other. */
const CURSIVE =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mandaic}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;
/** Letters of Arabic that never join the one behind them. */
const ENDING =
  /[\u0621-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef]/u;
/** The signs by which scripts of India and its neighbours take a vowel away, so that consonants join. */
const VIRAMA =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0f84\u1039\u103a\u17d2\u1a60\u1b44\u1baa\u1bab\ua806\ua8c4\ua953\ua9c0\uaaf6\uabed]/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}](?<=\p{L})/u;

/**
 * A text without what cannot be seen, but for what its script or an emoji needs where it stands: joiners and their
 * opposite, marks of direction, selectors of a variant. Two texts that look the same then mostly are.
 */
export function withoutUnseen(text: string): string {
  const plain = text.replace(NEVER, '');
  return SOMETIMES.test(plain) ? plain.replace(LINE, withoutNeedless) : plain;
}

function withoutNeedless(line: string): string {
  const turns = RIGHT_TO_LEFT.test(line);
  const points = [...line];
  const next = nextSeen(points);
  const kept: string[] = [];
  for (const [index, point] of points.entries()) {
    const place = { before: kept, behind: points[index + 1] ?? '', next: next[index] ?? '', turns };
    if (!SOMETIMES.test(point) || isNeeded(point, place)) kept.push(point);
  }
  return kept.join('');
}

/** Where a character stands. */
type Place = {
  /** What was kept before it. */
  readonly before: readonly string[];
  readonly behind: string;
  /** The next character that is seen. */
  readonly next: string;
  /** Whether the line has letters that run from right to left. */
  readonly turns: boolean;
};

/** Of each character of a line, the next one that is seen. */
function nextSeen(points: readonly string[]): readonly string[] {
  const next: string[] = [];
  let seen = '';
  for (const point of points.toReversed()) {
    next.push(seen);
    if (!SOMETIMES.test(point)) seen = point;
  }
  return next.reverse();
}

function isNeeded(point: string, place: Place): boolean {
  const last = place.before.at(-1) ?? '';
  switch (point) {
    case '\u061c':
    case '\u200e':
    case '\u200f':
      return place.turns && last !== point;
    case '\u200c':
    case '\u200d':
      return joins(point, place);
    case '\ufe0e':
    case '\ufe0f':
      return /[0-9#*]/.test(last) ? place.behind === '\u20e3' : /\p{Emoji}/u.test(last);
    case '\u180b':
    case '\u180c':
    case '\u180d':
    case '\u180e':
    case '\u180f':
      return /\p{Script=Mongolian}(?<=\p{L})/u.test(last);
    default:
      return /\p{Script=Han}/u.test(last);
  }
}

/** Whether a joiner, or its opposite, makes a difference between what stands before and behind it. */
function joins(point: string, { before, next }: Place): boolean {
  const joiner = point === '\u200d';
  if (marksAtEnd(before).some((mark) => VIRAMA.test(mark))) return true;
  if (joiner && VIRAMA.test(next)) return /\p{L}/u.test(before.at(-1) ?? '');
  const base = lastBase(before);
  if (joiner && PICTURE.test(base) && PICTURE.test(next)) return true;
  const opens = CURSIVE.test(base) && /\p{L}/u.test(base) && !ENDING.test(base);
  return joiner ? opens : opens && CURSIVE.test(next) && /\p{L}/u.test(next);
}

/** More marks than one letter has. */
const PILE = 31;

/** The marks of the last letter, in any order: Unicode's own may come later. */
function marksAtEnd(before: readonly string[]): readonly string[] {
  const end = before.slice(-PILE);
  return end.slice(end.findLastIndex((point) => !/\p{M}/u.test(point)) + 1);
}

/** The last letter or picture, without the marks, skin tones and selectors on it. */
function lastBase(before: readonly string[]): string {
  const end = before.slice(-PILE);
  return end.findLast((point) => !/[\p{M}\p{Emoji_Modifier}]/u.test(point)) ?? '';
}

import { isVisible } from './text.ts';

/** What stands for white space where a change must be seen. */
const SIGNS: Readonly<Record<string, string>> = {
  ' ': '·',
  '\t': '⇥',
  '\n': '↵\n',
  '\u00a0': '⍽',
  '\u202f': '⍽',
};

/** Without a shape, whatever stands around it. */
const SHAPELESS =
  /[\u034f\u00ad\u115f\u1160\u17b4\u17b5\u200b\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e00ff}\p{Co}]/gu;
/** Likewise where no letter or emoji is near that needs it. */
const ALONE =
  /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2028\u2029]|(?![\t\n])\p{Cc}|(?![ \u00a0\u202f])\p{Zs}/gu;

/**
 * A changed stretch of a text so that all of it is seen: characters without a shape by their number, and, where nothing else
 * changed, white space by a sign.
 */
export function visible(stretch: string): string {
  const numbered = stretch.replace(SHAPELESS, numberOf);
  if (isVisible(stretch)) return numbered;
  return numbered.replace(ALONE, numberOf).replace(/\s/g, (one) => SIGNS[one] ?? one);
}

function numberOf(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

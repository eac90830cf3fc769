import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { skeleton } from '../../lambdas/domain/skeleton.ts';

describe('a skeleton', () => {
  it.each([
    ['case', 'CYBERSOUTH', 'CyberSouth'],
    ['accents', 'Système Judiciaire Ivoirien', 'Systeme judiciaire ivoirien'],
    ['letters with strokes', 'Łódź Ørsted', 'Lodz Orsted'],
    ['sharp s', 'Straße', 'STRASSE'],
    ['the dotted capital of Turkish', 'İZMİR', 'izmir'],
    ['the final sigma', 'ΟΔΟΣ', 'οδος'],
    ['width', 'ＣｙｂｅｒＳｏｕｔｈ', 'CyberSouth'],
    ['ligatures', 'oﬃce', 'office'],
    ['white space', '  Cyber\u00a0\u2003South\t\n', 'Cyber South'],
    ['zero-width spaces', 'Cyber\u200bSouth', 'CyberSouth'],
    ['soft hyphens', 'Cyber\u00adSouth', 'CyberSouth'],
    ['joiners of words', '\ufeffCyber\u2060South', 'CyberSouth'],
    ['marks of direction', '\u200eCyber\u200fSouth\u061c', 'CyberSouth'],
    ['tags', 'CyberSouth\u{e0041}\u{e007f}', 'CyberSouth'],
    ['fillers', 'Cyber\u3164South\u115f\uffa0', 'CyberSouth'],
    ['the blank of Braille', 'Cyber\u2800South', 'Cyber South'],
    ['variation selectors', 'CyberSouth\ufe0f\u{e0100}', 'CyberSouth'],
    ['dashes', 'Asia–Pacific', 'Asia-Pacific'],
    ['curly quotes', 'Côte d’Ivoire', "Cote d'Ivoire"],
    ['vowel points of Hebrew', 'שָׁלוֹם', 'שלום'],
    ['vowel signs of Arabic', 'مُحَمَّد', 'محمد'],
  ])('does not tell %s', (_what, one, other) => {
    expect(skeleton(one)).toBe(skeleton(other));
  });

  it.each([
    ['signs', 'Planet', 'Planet+'],
    ['vowels of Devanagari', 'किला', 'काला'],
    ['voicing in Japanese', 'かき', 'がき'],
    ['vowels of Thai', 'ปิ', 'ปุ'],
    ['numbers', 'GLACY 1', 'GLACY 2'],
    ['letters of other scripts, which are flagged elsewhere', 'Сyber', 'Cyber'],
  ])('tells %s', (_what, one, other) => {
    expect(skeleton(one)).not.toBe(skeleton(other));
  });

  it('has itself for a skeleton', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(skeleton(skeleton(text))).toBe(skeleton(text));
      }),
      { numRuns: 2000 },
    );
  });
});

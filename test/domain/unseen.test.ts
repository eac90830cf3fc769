import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../../lambdas/domain/refusals.ts';
import { isVisible } from '../../lambdas/domain/text.ts';
import { withoutUnseen } from '../../lambdas/domain/unseen.ts';
import { text } from '../../lambdas/domain/values.ts';

const read = (value: string) => check(text(300), value);

describe('what nobody sees is dropped', () => {
  it.each([
    ['soft hyphens', 'Cyber\u00adSouth'],
    ['a mark of byte order', '\ufeffCyberSouth'],
    ['word joiners', 'Cyber\u2060South'],
    ['spaces without width', 'Cyber\u200bSouth\u200b'],
    ['joiners of Latin letters', 'Cyber\u200dSouth'],
    ['non-joiners of Latin letters', 'Cyber\u200cSouth'],
    ['marks of direction in Latin text', '\u200eCyber\u200fSouth\u061c'],
    ['selectors of a variant on letters', 'CyberSouth\ufe0f\ufe00\u{e0100}'],
    ['selectors of Mongolian on Latin letters', 'Cyber\u180bSouth\u180e'],
    ['invisible operators', 'Cyber\u2062South\u2064'],
    ['the joiner of graphemes', 'Cyber\u034fSouth'],
    ['marks that nobody uses any more', 'Cyber\u206aSouth\u206f'],
    ['vowels of Khmer that are not written', 'Cyber\u17b4South'],
    ['marks of shorthand and of music', 'Cyber\u{1bca0}South\u{1d173}'],
    ['a selector on a digit without its key', 'CyberSouth'],
  ])('%s', (_what, value) => expect(read(value)).toEqual({ value: 'CyberSouth' }));

  it('a selector on a digit that is no key', () =>
    expect(read('GLACY 2\ufe0f')).toEqual({ value: 'GLACY 2' }));
});

describe('what a script or an emoji needs is kept where it needs it', () => {
  it.each([
    ['the non-joiner of Persian', 'می\u200cخواهم'],
    ['the joiner of an abbreviated Arabic word', '١٤٤٥ ه\u200d'],
    ['joiner and non-joiner behind a virama', 'क्\u200dष क्\u200cष'],
    ['the joiner of Bengali before one', 'র\u200d্যাব'],
    ['the joiner of Sinhala', 'ශ්\u200dරී'],
    ['a family', '👩\u200d👩\u200d👧'],
    ['a joiner behind a skin tone', '👩🏽\u200d🚀'],
    ['a joiner behind a selector', '🏳\ufe0f\u200d🌈'],
    ['a heart in colour', '❤\ufe0f'],
    ['a key', '1\ufe0f\u20e3'],
    ['marks of direction between Hebrew and Latin', 'שלום\u200f! C++\u200e'],
    ['a mark of Arabic letters', 'العدد\u061c 12'],
    ['the variant of an ideograph', '葛\u{e0100}城'],
    ['the variant of a Mongolian letter', 'ᠭ\u180b'],
  ])('%s', (_what, value) => expect(read(value)).toEqual({ value: value.normalize('NFC') }));

  it.each([
    ['doubled', 'می\u200c\u200cخواهم', 'می\u200cخواهم'],
    ['behind a letter that never joins', 'دار\u200cالسلام', 'دارالسلام'],
    ['at the end of a word', 'سلام\u200c', 'سلام'],
    ['before Latin', '👩\u200dA', '👩A'],
    ['of direction, doubled', 'שלום\u200f\u200f', 'שלום\u200f'],
  ])('and dropped where not: %s', (_what, value, kept) => expect(read(value)).toEqual({ value: kept }));
});

describe('what passes for something else is refused with a sentence of its own', () => {
  it.each([
    ['noncharacters', 'a\ufdd0b', 'private-characters'],
    ['the last ones of a plane', 'a\u{1ffff}b', 'private-characters'],
    ['private use', 'a\ue000b', 'private-characters'],
    ['private use of other planes', 'a\u{f0000}b', 'private-characters'],
    ['tags', 'a\u{e0041}\u{e007f}b', 'unseen-characters'],
    [
      'the flag of Scotland, which is made of tags',
      '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
      'unseen-characters',
    ],
    ['the filler of Hangul', 'a\u3164b', 'unseen-characters'],
    ['fillers of its parts', 'a\u115fb\u1160', 'unseen-characters'],
    ['half a filler', 'a\uffa0b', 'unseen-characters'],
    ['the blank of Braille', 'a\u2800b', 'unseen-characters'],
    ['blanks of hieroglyphs', 'a\u{13441}b', 'unseen-characters'],
    ['a note without a head', 'a\u{1d159}b', 'unseen-characters'],
    ['overrides of direction', 'a\u202eb', 'unreadable-characters'],
    ['isolates of direction', 'a\u2067b\u2069', 'unreadable-characters'],
    ['annotations between lines', 'a\ufff9b', 'unreadable-characters'],
    ['the place of an object', 'a\ufffcb', 'unreadable-characters'],
    ['controls', 'a\u0007b', 'unreadable-characters'],
    ['nothing but what is dropped', '\u200b\u00ad\ufeff', 'empty-text'],
    ['marks on nothing', ' \u0301', 'empty-text'],
  ])('%s', (_what, value, rule) => expect(read(value)).toEqual({ problems: [{ path: [], rule }] }));
});

/** Letters of all kinds, and much that is not seen. */
const curious = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        ' ',
        '\n',
        '\t',
        'م',
        'ا',
        'ی',
        'क',
        '्',
        '👩',
        '🏽',
        '葛',
        'ᠭ',
        '1',
        '\u0301',
        '\u20e3',
        'ש',
        'র',
      ],
      ...[
        '\u200b',
        '\u200c',
        '\u200d',
        '\u200e',
        '\u200f',
        '\u061c',
        '\u00ad',
        '\ufe0f',
        '\ufe00',
        '\u180b',
        '\u180e',
      ],
      ...['\u{e0100}', '\u2060', '\ufeff', '\u3164', '\u2800', '\u00a0', '\u3000', '\u2028', '\u{e0041}'],
    ),
    { maxLength: 12 },
  )
  .map((points) => points.join(''));

describe('a text', () => {
  it('is read the same with its marks in another order', () => {
    const conjunct = '\u0915\u094d\u0301\u200c\u0937';
    const other = '\u0915\u0301\u094d\u200c\u0937';
    expect(read(conjunct)).toEqual({ value: conjunct });
    expect(read(other)).toEqual({ value: conjunct });
  });

  it('read twice is the text read once', () => {
    fc.assert(
      fc.property(fc.oneof(curious, fc.string({ unit: 'binary' })), (value) => {
        expect(withoutUnseen(withoutUnseen(value))).toBe(withoutUnseen(value));
        const once = read(value);
        if (!once.problems) expect(read(once.value)).toEqual(once);
      }),
      { numRuns: 5_000 },
    );
  });

  it('that is taken shows something', () => {
    fc.assert(
      fc.property(curious, (value) => {
        const { value: taken } = read(value) as { value?: string };
        if (taken === undefined) return;
        expect(taken.replace(/[\p{Z}\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]/gu, '')).not.toBe('');
      }),
      { numRuns: 5_000 },
    );
  });

  it('that is white, unseen or a mark on nothing does not show', () => {
    const blank = fc.constantFrom(
      ' ',
      '\u00a0',
      '\u200b',
      '\u200d',
      '\u3164',
      '\u2800',
      '\u115f',
      '\ufe0f',
      '\u0301',
      '\u{e0020}',
    );
    fc.assert(
      fc.property(fc.array(blank), (points) => {
        expect(isVisible(points.join(''))).toBe(false);
      }),
    );
  });
});

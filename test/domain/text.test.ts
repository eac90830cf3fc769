import { describe, expect, it } from 'vitest';
import { check } from '../../lambdas/domain/refusals.ts';
import { onOneLine } from '../../lambdas/domain/text.ts';
import { line, text } from '../../lambdas/domain/values.ts';

const read = (value: string) => check(text(5000), value);
const wrapped = 'The project supports ministries of justice and the police of seven';

describe('a text as programs leave it', () => {
  it.each([
    ['tabs', 'one\ttwo', 'one two'],
    ['runs of blanks that do not break', 'one\u00a0\u00a0\u202f two', 'one two'],
    ['wide blanks', 'one\u3000two', 'one two'],
    ['line ends of Windows', 'one\r\ntwo', 'one\ntwo'],
    ['line ends of old Macs', 'one\rtwo', 'one\ntwo'],
    ['soft line ends of Word', 'one\vtwo', 'one\ntwo'],
    ['page ends', 'one\ftwo', 'one\ntwo'],
    ['line and paragraph separators', 'one\u2028two\u2029three', 'one\ntwo\nthree'],
    ['the next line of mainframes', 'one\u0085two', 'one\ntwo'],
    ['indented lines', 'one\n    two', 'one\ntwo'],
    ['many empty lines', 'one\n\n\n\ntwo', 'one\n\ntwo'],
    ['bullets with tabs', '•\tone\n•\ttwo', '• one\n• two'],
    ['bullets of a font of Word', '\uf0b7\tone\n\uf0a7 two', '• one\n• two'],
    [
      'lines that a page broke',
      `${wrapped}\ncountries and their judges.`,
      `${wrapped} countries and their judges.`,
    ],
    ['several of them', `${wrapped}\ncountries\nand others.`, `${wrapped} countries and others.`],
  ])('%s', (_what, value, tidy) => expect(read(value)).toEqual({ value: tidy }));

  it.each([
    ['short lines', 'justice\npolice'],
    ['sentences', `${wrapped} countries.\nand judges`],
    ['new beginnings', `${wrapped}\nMoldova`],
    ['items', `${wrapped}\n- judges`],
    ['paragraphs', `${wrapped}\n\ncountries`],
    ['letters of a list', `${wrapped}\na) judges`],
  ])('keeps the lines of %s', (_what, value) => expect(read(value)).toEqual({ value }));
});

describe('a name or a title', () => {
  it('is one line in a form, whatever program it comes from', () => {
    expect(check(line(300), onOneLine('Cyber\r\nSouth\tPlus\vNow\n'))).toEqual({
      value: 'Cyber South Plus Now',
    });
  });

  it('of two lines is refused where no form reads it', () => {
    expect(check(line(300), 'a\r\nBcc: b')).toEqual({ problems: [{ path: [], rule: 'one-line' }] });
    expect(check(line(300), 'a\u2028b')).toEqual({ problems: [{ path: [], rule: 'one-line' }] });
  });
});

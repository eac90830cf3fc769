import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../../lambdas/domain/refusals.ts';
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
  it.each(['\n', '\r\n', '\r', '\t', '\v', '\f', '\u0085', '\u2028', '\u2029', ' \n\n\t ', '\u00a0\n'])(
    'is one line, whoever reads it: %j is a blank',
    (end) => expect(check(line(300), `${end}Cyber${end}South${end}`)).toEqual({ value: 'Cyber South' }),
  );

  it('never has a line end or another control character in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const read = check(line(300), typed);
        if (!read.problems) expect(read.value).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      }),
      { numRuns: 1000 },
    );
  });
});

import { readContribution } from '../domain/read-contribution.ts';
import { readDate } from '../domain/read-date.ts';
import { readPlaces } from '../domain/read-place.ts';
import { readWholeNumber } from '../domain/read-whole-number.ts';
import type { Typing } from '../fields/kind.ts';
import { formatDate, formatPlace, numberInWords } from './format.ts';
import type { Language } from './messages.ts';

/**
 * Words as somebody types them. @param language whose habits settle what signs between digits mean; what may be meant is
 * offered as it is written in it
 */
export function typingIn(language: Language): Typing {
  return {
    date: (typed) => readDate(typed, (date) => formatDate(date, language)),
    wholeNumber: readWholeNumber,
    places: (typed) => readPlaces(typed, (code) => formatPlace(code, language)),
    contribution: (row) => readContribution(row, language, (number) => numberInWords(number, language)),
  };
}

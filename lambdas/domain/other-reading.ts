import type { Entry } from './form.ts';
import { readDate } from './read-date.ts';

/** An input with a date in numbers that was read with the day first, and what it would be with the month first. */
export type OtherReading = { readonly name: string; readonly date: string; readonly other: string };

/** `startDate`, `activities[3][date]` */
const dateInput = /^(?:startDate|endDate|activities\[\d{1,4}\]\[date\])$/;

/** The inputs of a form that may be read with the month first. */
export function otherReadings(entries: readonly Entry[]): readonly OtherReading[] {
  return entries.flatMap(([name, text]): readonly OtherReading[] => {
    const read = dateInput.test(name) ? readDate(text, String).value : undefined;
    return read?.other ? [{ name, date: read.date, other: read.other }] : [];
  });
}

/** What pressing the button says that offers one. */
export function otherStep({ name, other }: OtherReading): string {
  return `date:${name}=${other}`;
}

const wish = /^date:([\w[\]]{1,60})=([\d-]{4,10})$/;

/** Whether a form was not sent, but a date in it is to be read otherwise. */
export function isOtherStep(step: string | null): step is string {
  return step !== null && wish.test(step);
}

/** The inputs of a form after such a step. */
export function afterOtherStep(entries: readonly Entry[], step: string): readonly Entry[] {
  const [, wanted, date = ''] = wish.exec(step) ?? [];
  return entries.map(([name, text]) => [name, name === wanted ? date : text]);
}

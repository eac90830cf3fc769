import type { Entry, OtherReading, Typing } from '../fields/kind.ts';
import { inputName } from './form.ts';
import { fields, kindOf } from './record.ts';

/** The inputs of a form whose dates may have the month first, or whose sign of a currency is that of several. */
export function otherReadings(entries: readonly Entry[], words: Typing): readonly OtherReading[] {
  return fields.flatMap((field) => kindOf(field).otherReadings(entries, inputName(field), words));
}

/** What pressing the button says that offers one. */
export function otherStep({ of, name }: OtherReading, other: string): string {
  return `${of}:${name}=${other}`;
}

const wish = /^(?:date:([\w[\]]{1,60})=([\d-]{4,10})|currency:(\w{1,40}\[\d{1,4}\]\[currency\])=([A-Z]{3}))$/;

/** Whether a form was not sent, but something in it is to be read otherwise. */
export function isOtherStep(step: string | null): step is string {
  return step !== null && wish.test(step);
}

/** The inputs of a form after such a step. */
export function afterOtherStep(entries: readonly Entry[], step: string): readonly Entry[] {
  const [, date, day, currency, code] = wish.exec(step) ?? [];
  const [wanted, text] = [date ?? currency, day ?? code ?? ''];
  if (wanted === undefined) return entries;
  return currency !== undefined && !entries.some(([name]) => name === currency)
    ? [...entries, [currency, text]]
    : entries.map(([name, typed]) => [name, name === wanted ? text : typed]);
}

/** A number as it is written: digits before and behind the decimal sign. */
export type Decimal = { readonly whole: string; readonly fraction: string };

const APOSTROPHES = /['\u2019\u2018\u02bc`\u00b4\u2032\u066c]/g;

/**
 * What digits with signs between them may mean: one reading, or two where a single sign has exactly three digits behind it
 * and may separate thousands as well as decimals; then the decimals come first. None where it is no number.
 */
export function numberReadings(typed: string): readonly Decimal[] {
  // The Arabic decimal sign is nothing else, as is an apostrophe between thousands.
  const [before = '', behind, ...more] = typed.replace(APOSTROPHES, "'").split('\u066b');
  if (more.length > 0) return [];
  if (behind !== undefined) return decimal(before, behind);
  const sign = /[.,](?=\d*$)/.exec(before);
  const decimals =
    sign === null || before.indexOf(sign[0]) < sign.index
      ? []
      : decimal(before.slice(0, sign.index), before.slice(sign.index + 1));
  const whole = ungrouped(before);
  return [...decimals, ...(whole === null ? [] : [{ whole, fraction: '' }])];
}

function decimal(before: string, fraction: string): readonly Decimal[] {
  const whole = before === '' ? '0' : ungrouped(before);
  return whole === null || !/^\d*$/.test(fraction) ? [] : [{ whole, fraction }];
}

/** Digits in groups of three, or as in India three after groups of two; one sign between all of them. */
const grouped = /^[1-9]\d{0,2}(?:([.,' ])\d{3}(?:\1\d{3})*)$/;
const indian = /^[1-9]\d?(?:([, ])\d{2}(?:\1\d{2})*\1)\d{3}$/;

function ungrouped(text: string): string | null {
  if (/^\d+$/.test(text)) return text;
  return grouped.test(text) || indian.test(text) ? text.replace(/\D/g, '') : null;
}

/** The number a decimal comes to when it is moved by some tens, and how many decimals it then has. */
export function movedBy(tens: number, { whole, fraction }: Decimal): Decimal {
  const digits = fraction.padEnd(tens, '0');
  return { whole: whole + digits.slice(0, tens), fraction: digits.slice(tens).replace(/0+$/, '') };
}

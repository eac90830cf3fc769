/** The numbers of RFC 3492. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;

/** A host as it reads in a browser that trusts it: labels in Punycode as letters; those that are none stay. */
export function readableHost(host: string): string {
  return host
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (decoded(label.slice(4)) ?? label) : label))
    .join('.');
}

function decoded(label: string): string | null {
  const split = label.lastIndexOf('-');
  const points = [...label.slice(0, Math.max(0, split))].map((letter) => letter.charCodeAt(0));
  const digits = [...label.slice(split + 1)].map((letter) => Number.parseInt(letter, BASE));
  let [point, bias, index] = [128, 72, 0];
  while (digits.length > 0) {
    const before = index;
    for (let [weight, k] = [1, BASE]; ; k += BASE) {
      const digit = digitOf(digits.shift());
      if (digit === null) return null;
      index += digit * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const count = points.length + 1;
    bias = adapted(index - before, count, before === 0);
    point += Math.floor(index / count);
    index %= count;
    if (point > 0x10ffff) return null;
    points.splice(index, 0, point);
    index += 1;
  }
  return String.fromCodePoint(...points);
}

/** Punycode counts letters before figures; base 36 the other way round. */
function digitOf(parsed: number | undefined): number | null {
  if (parsed === undefined || Number.isNaN(parsed)) return null;
  return parsed >= 10 ? parsed - 10 : parsed + 26;
}

function adapted(difference: number, count: number, first: boolean): number {
  let delta = Math.floor(difference / (first ? DAMP : 2));
  delta += Math.floor(delta / count);
  let k = 0;
  for (; delta > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) delta = Math.floor(delta / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * delta) / (delta + SKEW));
}

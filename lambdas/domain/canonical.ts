/** Hex SHA-256 of bytes, or of a text's UTF-8 bytes. Passed in, so that the domain needs no platform. */
export type Sha256 = (text: string | Uint8Array) => string;

/**
 * Canonical JSON (RFC 8785): members sorted by UTF-16 code units, no white space; numbers and strings as ECMAScript
 * writes them. Members whose value is undefined are left out, as JSON.stringify does.
 * @throws {TypeError} on a number JSON cannot carry
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError(`JSON has no number ${value}`);
  return JSON.stringify(value);
}

/** Whether two JSON values are the same, whatever the order of their members. */
export function sameJson(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

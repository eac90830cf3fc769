/** An EventBridge pattern of the kind rules and event source mappings filter with: literals under nested keys. */
export type Pattern = { readonly [key: string]: readonly Literal[] | Pattern };
type Literal = string | number | boolean | null;

/**
 * @throws {Error} naming the operator, such as `prefix` or `exists`, that is not supported
 */
export function parsePattern(text: string): Pattern {
  return requirePattern(JSON.parse(text));
}

/**
 * The same of a pattern that is no text.
 * @throws {Error} as parsePattern
 */
export function requirePattern(value: unknown): Pattern {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`A filter pattern must be an object: ${JSON.stringify(value)}`);
  }
  for (const inner of Object.values(value)) {
    if (!Array.isArray(inner)) requirePattern(inner);
    else for (const literal of inner) requireLiteral(literal);
  }
  return value as Pattern;
}

function requireLiteral(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const operator = Object.keys(value)[0] ?? JSON.stringify(value);
  throw new Error(`The laptop cannot filter events by ${operator}: it compares with literals only.`);
}

/** Every key of the pattern must be in the event, with one of the values listed there; of a list, any may be one. */
export function matches(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([key, expected]) => {
    const value = typeof event === 'object' && event !== null ? Reflect.get(event, key) : undefined;
    return isList(expected) ? expected.some((literal) => has(value, literal)) : matches(expected, value);
  });
}

function has(value: unknown, literal: Literal): boolean {
  return Array.isArray(value) ? value.includes(literal) : value === literal;
}

/** The smallest event that the pattern lets through. */
export function exampleOf(pattern: Pattern): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(pattern).map(([key, expected]) => [
      key,
      isList(expected) ? expected[0] : exampleOf(expected),
    ]),
  );
}

function isList(expected: Pattern[string]): expected is readonly Literal[] {
  return Array.isArray(expected);
}

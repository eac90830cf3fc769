import { appendFileSync } from 'node:fs';
import type { Grant, Need } from './policy.ts';

/** A line of the record: what a function may do, what of it it did, and what it was refused. */
export type UsageLine =
  | ({ readonly what: 'granted' | 'used'; readonly function: string } & Grant)
  | ({ readonly what: 'refused'; readonly function: string } & Need);

/** Records what functions use of their permissions, each fact once, as lines of JSON. */
export class Usage {
  readonly #file: string | null;
  readonly #known = new Set<string>();

  /** @param file to append to; null records nothing */
  constructor(file: string | null) {
    this.#file = file;
  }

  record(line: UsageLine): void {
    if (this.#file === null) return;
    const text = `${JSON.stringify(line)}\n`;
    if (this.#known.has(text)) return;
    this.#known.add(text);
    appendFileSync(this.#file, text);
  }
}

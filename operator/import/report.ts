import { createWriteStream, type WriteStream } from 'node:fs';
import { stringify } from 'csv-stringify/sync';

export const outcomes = ['added', 'changed', 'unchanged', 'kept', 'conflict', 'refused'] as const;
export type Outcome = (typeof outcomes)[number];

/** A line of the report. */
export type ReportLine = {
  readonly row: number;
  readonly id: string;
  readonly outcome: Outcome;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
};

/** How many of each outcome are shown where nothing is written. */
const SHOWN = 10;

/** What became of each row: counted, and written to a file where one is named. */
export class Report {
  readonly #counts = new Map<Outcome, number>();
  readonly #first: ReportLine[] = [];
  readonly #file: WriteStream | null;

  constructor(file: string | undefined) {
    this.#file = file === undefined ? null : createWriteStream(file);
    this.#file?.write(`\uFEFF${stringify([['row', 'id', 'outcome', 'column', 'value', 'reason']])}`);
  }

  /** A row, by what became of it, and what is said of its columns. */
  add(row: number, id: string, outcome: Outcome, details: readonly Omit<ReportLine, 'row' | 'id'>[]): void {
    const count = (this.#counts.get(outcome) ?? 0) + 1;
    this.#counts.set(outcome, count);
    const lines = details.length > 0 ? details : [{ outcome, column: '', value: '', reason: '' }];
    for (const line of lines) {
      const { column, value, reason } = line;
      this.#file?.write(
        stringify([[row, id, line.outcome, column, value, reason]], { escape_formulas: true }),
      );
    }
    if (count <= SHOWN) this.#first.push(...lines.slice(0, 3).map((line) => ({ row, id, ...line })));
  }

  /** The first of each outcome, for a person. */
  get first(): readonly ReportLine[] {
    return this.#first;
  }

  count(outcome: Outcome): number {
    return this.#counts.get(outcome) ?? 0;
  }

  get lastLine(): string {
    const counted = outcomes.map(
      (outcome) => `${this.count(outcome)} ${outcome === 'conflict' ? 'conflicts' : outcome}`,
    );
    return counted.join(', ');
  }

  close(): Promise<void> {
    return new Promise((resolve) => (this.#file ? this.#file.end(resolve) : resolve()));
  }
}

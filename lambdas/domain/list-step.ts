import type { Entry } from '../fields/kind.ts';
import { aboutInput, askedName, isAnswer } from './asked.ts';
import { inputName } from './form.ts';
import { fields, kindOf } from './record.ts';
import { LIST_LIMIT } from './values.ts';

/** What pressing a button beside a list says: `more:links`, `remove:value[links][2]`. */
const wish = /^(more|remove):((?:value\[)?(\w+?)\]?)(?:\[(\d{1,4})\])?$/;

/** Whether a form was not sent, but a list in it is to have a row more or less. */
export function isListStep(step: string | null): step is string {
  return step !== null && /^(?:more|remove):/.test(step);
}

/** Lists with rows; others have a tick for each item there is. */
function hasRows(name: string): boolean {
  const field = fields.find((one) => inputName(one) === name);
  return field !== undefined && kindOf(field).list?.hasRows === true;
}

/** The inputs of a form after such a step. What names no list or row there is changes nothing. */
export function afterListStep(entries: readonly Entry[], step: string): readonly Entry[] {
  const [, action, base = '', list = '', row] = wish.exec(step) ?? [];
  if (!hasRows(list)) return entries;
  if (action === 'more') return row === undefined ? withRow(entries, base) : entries;
  return row === undefined ? entries : withoutRow(entries, base, Number(row));
}

/** The number of the row of a list that an input belongs to; null for every other input. */
export function rowOf(name: string, base: string): number | null {
  if (!name.startsWith(`${base}[`)) return null;
  const [, row, rest] = /^(\d{1,4})\](.*)$/.exec(name.slice(base.length + 1)) ?? [];
  return row === undefined || !/^(?:\[\w+\])?$/.test(rest ?? '') ? null : Number(row);
}

function withRow(entries: readonly Entry[], base: string): readonly Entry[] {
  const rows = new Set(entries.flatMap(([name]) => rowOf(name, base) ?? []));
  return rows.size >= LIST_LIMIT ? entries : [...entries, [`${base}[${Math.max(-1, ...rows) + 1}]`, '']];
}

/** The rows after it move up, so that they are counted as they stand; a list of which nothing is left is empty, not absent. */
function withoutRow(entries: readonly Entry[], base: string, gone: number): readonly Entry[] {
  if (!entries.some(([name]) => rowOf(name, base) === gone)) return entries;
  const left = entries.flatMap(([name, text]): readonly Entry[] => {
    // What somebody said of an input moves with it.
    const about = isAnswer([name, text]) ? aboutInput(name) : name;
    const moved = withoutGone(about, base, gone);
    if (moved === null) return [];
    return [[about === name ? moved : askedName(moved), text]];
  });
  return left.some(([name]) => name === base) ? left : [...left, [base, '']];
}

/** The name of an input when the row before it is gone; null where it is in that row. */
function withoutGone(name: string, base: string, gone: number): string | null {
  const row = rowOf(name, base);
  if (row === gone) return null;
  if (row === null || row < gone) return name;
  return `${base}[${row - 1}]${name.slice(`${base}[${row}]`.length)}`;
}

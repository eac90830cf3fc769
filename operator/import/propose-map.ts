import { definitionOf, type Field, fields, kindOf } from '../../lambdas/domain/record.ts';
import { skeleton } from '../../lambdas/domain/skeleton.ts';
import type { Typing } from '../../lambdas/fields/kind.ts';
import { isEmpty, itemsOf } from './cells.ts';
import { targetOfHeader } from './columns.ts';
import type { SourceFile } from './read-rows.ts';
import { typingOf } from './typing.ts';

/** A column and the field that it looks like, and by what. */
export type Proposal = { readonly header: string; readonly field: Field; readonly by: 'name' | 'content' };

/** What a stranger's file looks like, for an operator to look over. */
export type ProposedMap = {
  readonly proposals: readonly Proposal[];
  /** The columns that look like nothing in particular. */
  readonly unplaced: readonly string[];
};

/** Rows looked at. */
const SAMPLE = 200;
/** The share of a column's cells that must look like a field's values. */
const ENOUGH = 0.9;
/** The fewest cells that tell anything. */
const FEWEST = 3;

/** Proposes which of a file's columns are which fields: by their names first, then by what stands in them. */
export async function proposeMap(file: SourceFile): Promise<ProposedMap> {
  const cells = await sampled(file);
  const known = file.header.flatMap((header) => {
    const target = targetOfHeader(header);
    return target?.to === 'field' ? [target.field] : [];
  });
  const strange = file.header
    .map((header, index) => ({ header: header.trim(), cells: cells[index] ?? [] }))
    .filter(({ header }) => header !== '' && targetOfHeader(header) === null);
  const taken = new Set<Field>(known);
  const proposals: Proposal[] = [];
  const place = (header: string, field: Field | null, by: Proposal['by']) => {
    if (field === null || taken.has(field)) return;
    taken.add(field);
    proposals.push({ header, field, by });
  };
  for (const { header } of strange) place(header, byName(header, taken), 'name');
  const left = () => strange.filter(({ header }) => proposals.every((one) => one.header !== header));
  for (const [first, second] of periodsLeft(taken)) placePeriod(left(), [first, second], place);
  for (const column of left()) place(column.header, byContent(column.cells, taken), 'content');
  return { proposals, unplaced: left().map(({ header }) => header) };
}

async function sampled(file: SourceFile): Promise<readonly (readonly string[])[]> {
  const columns: string[][] = file.header.map(() => []);
  let rows = 0;
  for await (const { cells } of file.rows()) {
    columns.forEach((column, index) => {
      const cell = cells[index] ?? '';
      if (!isEmpty(cell, new Set())) column.push(cell.trim());
    });
    rows += 1;
    if (rows === SAMPLE) break;
  }
  return columns;
}

/** The field whose name or label stands in a header, with other words around it: the longest. */
function byName(header: string, taken: ReadonlySet<Field>): Field | null {
  const words = ` ${wordsOf(header)} `;
  const [best] = fields
    .filter((field) => !taken.has(field))
    .flatMap((field) =>
      [field, ...Object.values(definitionOf(field).label)].map((label) => ({ field, label: wordsOf(label) })),
    )
    .filter(({ label }) => label !== '' && words.includes(` ${label} `))
    .sort((a, b) => b.label.length - a.label.length);
  return best?.field ?? null;
}

/** Words without what tells one from several, and two words in one, `likeThis`, apart. */
function wordsOf(text: string): string {
  const apart = text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_.\-/()]+/g, ' ');
  return skeleton(apart)
    .split(/\s+/)
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
    .join(' ')
    .trim();
}

const words = typingOf({ dates: 'day', numbers: 'en' });

/** How cells of a kind look that cannot be taken for another. */
const looks: Readonly<Record<string, (cell: string, typing: Typing, field: Field) => boolean>> = {
  url: (cell) => /^(?:https?:\/\/|www\.)\S+$/i.test(cell),
  partialDate: (cell, typing) =>
    typing.date(cell).value !== undefined && /\p{Nd}{4}|\p{Nd}[/.-]\p{Nd}/u.test(cell),
  places: (cell, typing) => itemsOf(cell).every((one) => typing.places(one.trim()).value !== undefined),
  choice: isChosen,
  choices: isChosen,
};

function isChosen(cell: string, _typing: Typing, field: Field): boolean {
  const labels = Object.entries(kindOf(field).choices ?? {}).flatMap(([code, texts]) => [
    code,
    ...Object.values(texts),
  ]);
  const known = new Set(labels.map(skeleton));
  return itemsOf(cell).every((one) => known.has(skeleton(one.trim())));
}

function shareLike(cells: readonly string[], field: Field): number {
  const look = looks[kindOf(field).kind];
  if (!look || cells.length < FEWEST) return 0;
  return cells.filter((cell) => look(cell, words, field)).length / cells.length;
}

/** The only field that all of a column looks like: where several are, a person must say which. */
function byContent(cells: readonly string[], taken: ReadonlySet<Field>): Field | null {
  const alike = fields.filter((field) => !taken.has(field) && shareLike(cells, field) >= ENOUGH);
  if (alike.length > 0) return alike.length === 1 ? (alike[0] ?? null) : null;
  const title = fields.find((field) => definitionOf(field).alike === 'title');
  return title && !taken.has(title) && looksLikeTitles(cells) ? title : null;
}

/** Almost all of them different, longer than codes and shorter than texts. */
function looksLikeTitles(cells: readonly string[]): boolean {
  if (cells.length < FEWEST) return false;
  const length = cells.reduce((sum, cell) => sum + cell.length, 0) / cells.length;
  return (
    new Set(cells).size / cells.length >= ENOUGH &&
    length >= 12 &&
    length <= 160 &&
    cells.every((cell) => /\p{L}.*\s/u.test(cell))
  );
}

/** Two fields of dates, of which neither is taken yet, in their order. */
function periodsLeft(taken: ReadonlySet<Field>): readonly (readonly [Field, Field])[] {
  const dates = fields.filter((field) => kindOf(field).kind === 'partialDate' && !taken.has(field));
  const [first, second] = dates;
  return first && second ? [[first, second]] : [];
}

/** Of two columns of dates the one with the earlier ones is the start. */
function placePeriod(
  columns: readonly { readonly header: string; readonly cells: readonly string[] }[],
  [start, end]: readonly [Field, Field],
  place: (header: string, field: Field, by: 'content') => void,
): void {
  const dated = columns.filter(({ cells }) => shareLike(cells, start) >= ENOUGH);
  const [one, other] = dated;
  if (!one || !other || dated.length > 2) return;
  const earliest = (cells: readonly string[]) =>
    cells.map((cell) => words.date(cell).value?.date ?? '9').toSorted()[0] ?? '9';
  const [first, second] = earliest(one.cells) <= earliest(other.cells) ? [one, other] : [other, one];
  place(first.header, start, 'content');
  place(second.header, end, 'content');
}

/** As `--map` reads it. */
export function mapText({ proposals }: ProposedMap): string {
  const columns = Object.fromEntries(proposals.map(({ header, field }) => [header, field]));
  return `${JSON.stringify({ columns, values: {}, constants: {} }, null, 2)}\n`;
}

import { hasBasis } from '../domain/basis.ts';
import { sameJson } from '../domain/canonical.ts';
import { type Described, describedBy } from '../domain/duplicates.ts';
import { type Brought, contentAfter, type FieldImport, importFields } from '../domain/imported.ts';
import { type Content, emptyContent, type Field, fields, type Publication } from '../domain/record.ts';
import { recordId } from '../domain/record-id.ts';
import { type CurrentRecord, type VersionFact, wholeProblems } from '../domain/record-state.ts';
import { type Problem, problem } from '../domain/refusals.ts';
import type { Result } from '../domain/result.ts';
import { skeleton } from '../domain/skeleton.ts';
import { type Latin, numbered, shortHash } from '../domain/slug.ts';
import { isTaken } from '../storage/free-id.ts';
import { findRecord, loadVersionFacts } from '../storage/records.ts';
import { sha256 } from '../storage/secrets.ts';
import { loadBrought, loadSourceKey } from '../storage/sources.ts';
import type { Table } from '../storage/table.ts';

/** A row of a source, read. */
export type ImportRow = {
  /** As the source's file counts it. */
  readonly row: number;
  /** The id that it says; null where it says none. */
  readonly id: string | null;
  /** What the source tells its rows apart by. */
  readonly key: string;
  readonly brought: Brought;
  /** Why it may be public, where it says so. */
  readonly publication: Publication | null;
};

/** What an import is, and what it is held against. */
export type Importing = {
  readonly table: Table;
  readonly source: string;
  readonly latin: Latin;
  /** The records that a row may mean which says no id: see {@link knownRecords}. */
  readonly known: ReadonlyMap<string, string>;
  /** Ids that rows of this import got. */
  readonly given: Set<string>;
};

/** What is to be done with a row. */
export type RowPlan =
  | {
      readonly type: 'add';
      readonly id: string;
      readonly content: Content;
      readonly publication: Publication;
    }
  | {
      readonly type: 'update';
      readonly record: CurrentRecord;
      readonly content: Content;
      readonly publication: Publication;
      readonly changed: readonly Field[];
      readonly imports: ReadonlyMap<Field, FieldImport>;
      readonly last: Brought;
    };

/** A record without a basis is in the table, and in no file and on no page. */
export const unpublished: Publication = { basis: 'public', sources: [], consent: null, fields: {} };

type Named = Pick<Described, 'title' | 'code'>;

/** Records by their codes, and by their titles; of a title that several have none is meant. */
export function knownRecords(
  records: readonly (Named & { readonly id: string })[],
): ReadonlyMap<string, string> {
  const named = records.flatMap(({ id, title, code }) => [
    ...(code
      ? [[`code ${skeleton(code)}`, id] as const]
      : [[`title without code ${skeleton(title)}`, id] as const]),
    [`title ${skeleton(title)}`, id] as const,
  ]);
  const ids = Map.groupBy(named, ([name]) => name);
  return new Map(
    [...ids].flatMap(([name, [one, ...others]]) => (one && others.length === 0 ? [[name, one[1]]] : [])),
  );
}

/** By what a row may name a record that is known: its code, else its title. One of another code is another record. */
function namesOf({ title, code }: Named): readonly string[] {
  if (code) return [`code ${skeleton(code)}`, `title without code ${skeleton(title)}`];
  return title ? [`title ${skeleton(title)}`] : [];
}

export function keyHash(key: string): string {
  return sha256(key);
}

/** What a row comes to, held against the record as it is now; or the rules that stand against it. */
export async function planRow(importing: Importing, row: ImportRow): Promise<Result<RowPlan>> {
  const found = await recordMeant(importing, row);
  if (found === null) return planAddition(importing, row);
  const record = await findRecord(importing.table, found);
  if (!record) return planAddition(importing, row);
  if (record.status === 'withdrawn') return { problems: [problem(['id'], 'record-withdrawn')] };
  return planUpdate(importing, row, record);
}

/** The record that a row means; null where there is none yet. */
async function recordMeant(importing: Importing, { id, key, brought }: ImportRow): Promise<string | null> {
  if (id !== null) return id;
  const before = await loadSourceKey(importing.table, importing.source, keyHash(key));
  if (before !== null) return before;
  const [meant] = namesOf(describedBy(brought)).flatMap((name) => importing.known.get(name) ?? []);
  return meant ?? null;
}

async function planAddition(importing: Importing, row: ImportRow): Promise<Result<RowPlan>> {
  const content: Content = { ...emptyContent, ...row.brought };
  const problems = wholeProblems(content);
  if (problems.length > 0) return { problems };
  const id = row.id ?? (await newId(importing, content));
  if (importing.given.has(id) || (await isTaken(importing.table, id)))
    return { problems: [problem(['id'], 'id-taken')] };
  importing.given.add(id);
  return { value: { type: 'add', id, content, publication: row.publication ?? unpublished } };
}

/** How many numbers are tried, one after the other. */
const TRIES = 50;

/** An id that follows from the title, and that nothing has or had. */
async function newId({ table, given, latin }: Importing, content: Content): Promise<string> {
  const { title, code } = describedBy(content);
  const wished = recordId(title, code, latin);
  for (let nth = 1; nth <= TRIES; nth += 1) {
    const id = numbered(wished, nth);
    if (!given.has(id) && !(await isTaken(table, id))) return id;
  }
  return numbered(`${wished}-${shortHash(title)}`, TRIES);
}

async function planUpdate(
  { table, source }: Importing,
  { brought, publication }: ImportRow,
  record: CurrentRecord,
): Promise<Result<RowPlan>> {
  const last = await loadBrought(table, record.id, source);
  const isNews = (Object.keys(brought) as readonly Field[]).some((field) => last[field] === undefined);
  const corrected = isNews ? await correctedFields(table, record) : new Set<Field>();
  const imports = importFields(brought, { now: record.content, last, corrected });
  const { content, changed } = contentAfter(record.content, imports);
  const problems = changed.length > 0 ? problemsOf(content, changed) : [];
  if (problems.length > 0) return { problems };
  const basis = hasBasis(record.publication) ? record.publication : (publication ?? record.publication);
  return { value: { type: 'update', record, content, publication: basis, changed, imports, last } };
}

/** What is wrong with the record because of the import; what was wrong before is nobody's to mend here. */
function problemsOf(content: Content, changed: readonly Field[]): readonly Problem[] {
  const isOfImport = ({ path: [field] }: Problem) => field === undefined || changed.includes(field as Field);
  return wholeProblems(content).filter(isOfImport);
}

/** Versions looked at, newest first. */
const VERSIONS = 200;

/** The fields whose value came with a submission, or was taken out: by a submission, or as it was withdrawn. */
async function correctedFields(table: Table, { id, content }: CurrentRecord): Promise<ReadonlySet<Field>> {
  const versions = await loadVersionFacts(table, id, VERSIONS);
  const newest = new Map<Field, VersionFact>();
  for (const fact of versions)
    for (const field of fact.changed) if (!newest.has(field)) newest.set(field, fact);
  return new Set(
    fields.filter((field) => {
      const { submission = null, version = 1 } = newest.get(field) ?? {};
      return submission !== null || (version > 1 && sameJson(content[field], emptyContent[field]));
    }),
  );
}

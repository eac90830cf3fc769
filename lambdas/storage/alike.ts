import { type Described, describedByChanges, likenesses } from '../domain/duplicates.ts';
import type { Reference } from '../domain/names.ts';
import { isOpen, type Submission } from '../domain/submission.ts';
import { listed } from './items/waiting.ts';
import { likenessPartition, prefixes } from './keys.ts';
import { sha256 } from './secrets.ts';
import { loadSubmission } from './submissions.ts';
import type { Table } from './table.ts';

/** How many of one likeness are looked at: a page is not kept waiting by a flood. */
const LOOKED_AT = 5;

/** Proposed projects that probably are this one, and of which something can still become. */
export async function loadAlike(
  table: Table,
  project: Described,
  except: Reference | null = null,
): Promise<readonly Submission[]> {
  const rows = await Promise.all(
    likenesses(project).map((one) =>
      table.query(likenessPartition(sha256(one)), { prefix: prefixes.alike, limit: LOOKED_AT + 1 }),
    ),
  );
  const found = rows.flat().map((row) => listed.read(row).reference);
  const references = new Set(found.filter((one) => one !== except));
  const loaded = await Promise.all(
    [...references].slice(0, LOOKED_AT).map((one) => loadSubmission(table, one)),
  );
  return loaded.filter((one) => one !== null && isOpen(one)) as readonly Submission[];
}

/** Those of a proposed project. */
export function loadAlikeOf(
  table: Table,
  { title, changes, reference }: Submission,
): Promise<readonly Submission[]> {
  return loadAlike(table, describedByChanges(title, changes), reference);
}

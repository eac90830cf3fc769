import type { Bundle } from '../domain/bundle.ts';
import { diffField, type FieldDiff } from '../domain/merge.ts';
import { emptyContent } from '../domain/record.ts';
import type { CurrentRecord } from '../domain/record-state.ts';
import { type Rival, type Shown, shownOf } from '../domain/shown.ts';
import { isDecided, type Submission } from '../domain/submission.ts';
import { loadRecord } from '../storage/records.ts';
import { loadRivals } from '../storage/rivals.ts';
import { sha256 } from '../storage/secrets.ts';
import type { Table } from '../storage/table.ts';
import { traitsOf } from '../submissions/kinds.ts';
import { loadBundle } from './bundles.ts';

/** A submission that is decided on, held against the record as it is now. */
export type Review = {
  /** What it is shown with: all that was sent together, or it alone. */
  readonly bundle: Bundle;
  readonly submission: Submission;
  /** Null for an addition, which has no record yet. */
  readonly record: CurrentRecord | null;
  readonly diffs: readonly FieldDiff[];
  readonly rivals: readonly Rival[];
  /** What a page shows of all that, which a decision is bound to. */
  readonly shown: Shown;
};

export async function loadReview(table: Table, bundle: Bundle, submission: Submission): Promise<Review> {
  // What is decided is shown without the record.
  const decided = isDecided(submission);
  const [record, rivals] = decided
    ? [null, []]
    : await Promise.all([recordOf(table, submission), loadRivals(table, submission)]);
  const shown = shownOf({ submission, record, rivals }, sha256);
  return { bundle, submission, record, diffs: diffsOf(submission, record), rivals, shown };
}

/** As it is now, after somebody else was faster. */
export async function reloadReview(table: Table, review: Review): Promise<Review> {
  const bundle = (await loadBundle(table, review.submission.reference)) ?? review.bundle;
  const submission = bundle.find(({ reference }) => reference === review.submission.reference);
  if (!submission) return review;
  // What was opened by itself stays so.
  return loadReview(table, review.bundle.length === 1 ? [submission] : bundle, submission);
}

function recordOf(table: Table, { record }: Submission): Promise<CurrentRecord | null> {
  return record === null ? Promise.resolve(null) : loadRecord(table, record);
}

/** An addition is held against an empty record. */
function diffsOf({ kind, changes }: Submission, record: CurrentRecord | null): readonly FieldDiff[] {
  const content = traitsOf({ kind }).proposesRecord ? emptyContent : record?.content;
  return content ? changes.map((change) => diffField(change, content)) : [];
}

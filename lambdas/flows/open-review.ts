import type { Person } from '../config/people.ts';
import type { Bundle } from '../domain/bundle.ts';
import { diffField, type FieldDiff } from '../domain/merge.ts';
import { emptyContent } from '../domain/record.ts';
import type { CurrentRecord } from '../domain/record-state.ts';
import { type Rival, type Shown, shownOf } from '../domain/shown.ts';
import { isDecided, type Submission } from '../domain/submission.ts';
import type { Link } from '../storage/links.ts';
import { loadRecord } from '../storage/records.ts';
import { loadRivals } from '../storage/rivals.ts';
import { sha256 } from '../storage/secrets.ts';
import type { Table } from '../storage/table.ts';
import { traitsOf } from '../submissions/kinds.ts';
import { loadBundle } from '../workflow/bundles.ts';

/** A link of somebody who decides, and all that it leads to. */
export type ReviewLink = { readonly link: Link; readonly person: Person; readonly bundle: Bundle };

/** The one of it that is decided on, held against the record as it is now. */
export type OpenReview = ReviewLink & {
  readonly submission: Submission;
  readonly record: CurrentRecord | null;
  readonly diffs: readonly FieldDiff[];
  readonly rivals: readonly Rival[];
  /** What the page shows of all that, which a decision is bound to. */
  readonly shown: Shown;
};

export async function openReview(
  table: Table,
  reviewLink: ReviewLink,
  submission: Submission,
): Promise<OpenReview> {
  // What is decided is shown without the record.
  const decided = isDecided(submission);
  const [record, rivals] = decided
    ? [null, []]
    : await Promise.all([recordOf(table, submission), loadRivals(table, submission)]);
  const shown = shownOf({ submission, record, rivals }, sha256);
  return { ...reviewLink, submission, record, diffs: diffsOf(submission, record), rivals, shown };
}

/** As it is now, after somebody else was faster. */
export async function reopenReview(table: Table, opened: OpenReview): Promise<OpenReview> {
  const bundle = (await loadBundle(table, opened.submission.reference)) ?? opened.bundle;
  const submission = bundle.find(({ reference }) => reference === opened.submission.reference);
  if (!submission) return opened;
  // What was opened by itself stays so.
  const shown = opened.bundle.length === 1 ? ([submission] as const) : bundle;
  return openReview(table, { ...opened, bundle: shown }, submission);
}

/** An addition has no record yet. */
function recordOf(table: Table, { record }: Submission): Promise<CurrentRecord | null> {
  return record === null ? Promise.resolve(null) : loadRecord(table, record);
}

/** An addition is held against an empty record. */
function diffsOf({ kind, changes }: Submission, record: CurrentRecord | null): readonly FieldDiff[] {
  const content = traitsOf({ kind }).proposesRecord ? emptyContent : record?.content;
  return content ? changes.map((change) => diffField(change, content)) : [];
}

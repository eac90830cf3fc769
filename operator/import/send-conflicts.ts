import { decidersOf } from '../../lambdas/config/people.ts';
import { settings } from '../../lambdas/config/settings.ts';
import { BUNDLE_LIMIT } from '../../lambdas/domain/documents.ts';
import type { Field, FieldValue } from '../../lambdas/domain/record.ts';
import { check } from '../../lambdas/domain/refusals.ts';
import type { Table } from '../../lambdas/storage/table.ts';
import { type SubmissionDocument, submissionSchema } from '../../lambdas/submissions/documents.ts';
import { receive } from '../../lambdas/workflow/receive.ts';

/** What a source says of a record that was corrected here meanwhile. */
export type Conflict = {
  readonly row: number;
  readonly record: string;
  readonly version: number;
  readonly changes: readonly { readonly field: Field; readonly from: FieldValue; readonly to: FieldValue }[];
};

type Sending = {
  readonly table: Table;
  readonly source: string;
  readonly name: string;
  readonly now: () => Date;
};

/**
 * Sends conflicts to the manager as corrections from the source, in as few bundles as they fit into: they are decided like any other.
 * Sent again by an import that was killed, they are the same.
 */
export async function sendConflicts(sending: Sending, conflicts: readonly Conflict[]): Promise<void> {
  for (let start = 0; start < conflicts.length; start += BUNDLE_LIMIT) {
    const documents = conflicts.slice(start, start + BUNDLE_LIMIT).map((one) => documentOf(sending, one));
    await sendBundle(sending, documents, `import ${sending.name} ${start}`);
  }
}

async function sendBundle(
  { table, now }: Sending,
  documents: readonly SubmissionDocument[],
  key: string,
): Promise<void> {
  const options = {
    table,
    deciders: decidersOf(settings),
    // Corrections agree to no notice.
    notice: { version: '', language: 'en', parts: [] },
    ...settings.links,
    countMail: async () => null,
  };
  const { problems } = await receive(options, { documents, joins: null }, key, now());
  if (problems) throw new Error(`A conflict could not be sent to the manager: ${JSON.stringify(problems)}`);
}

function documentOf(
  { source, name }: Sending,
  { row, record, version, changes }: Conflict,
): SubmissionDocument {
  const document = {
    kind: 'correction',
    record,
    version,
    changes,
    evidence: [],
    comment: `Row ${row} of the import ${name}. The source says something new of what was corrected here.`,
    contributor: { name: null, email: null, organisation: source, role: 'other', credit: 'none' },
    language: 'en',
  };
  const checked = check(submissionSchema, document);
  if (checked.problems)
    throw new Error(`A conflict of row ${row} is no correction: ${JSON.stringify(checked.problems)}`);
  return checked.value;
}

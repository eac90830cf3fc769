import type { Change } from '../domain/documents.ts';
import type { Reference } from '../domain/names.ts';
import { fitsField } from '../domain/record.ts';
import type { Contact, Submission } from '../domain/submission.ts';
import { contacts } from './items/people.ts';
import { submissions } from './items/submission.ts';
import { submissionEvents } from './items/waiting.ts';
import { keys, prefixes } from './keys.ts';
import type { StoredItem } from './stored.ts';
import type { Table } from './table.ts';

export async function loadSubmission(table: Table, reference: Reference): Promise<Submission | null> {
  const item = await table.get(keys.submission(reference));
  return item && asDefined(submissions.read(item));
}

export async function loadContact(table: Table, reference: Reference): Promise<Contact | null> {
  const item = await table.get(keys.contact(reference));
  return item && contacts.read(item);
}

/** What was wanted of a field that is not defined any more, or was of another kind, lapses. */
function asDefined(submission: Submission): Submission {
  if (submission.changes.every(isDefined)) return submission;
  return { ...submission, changes: submission.changes.filter(isDefined) };
}

function isDefined({ field, from, to }: Change): boolean {
  return fitsField(field, from) && fitsField(field, to);
}

/** When the last thing happened to a submission. */
export async function lastEventAt(table: Table, reference: Reference): Promise<string | null> {
  const { pk } = keys.submission(reference);
  const [last] = await table.query(pk, { prefix: prefixes.events, newestFirst: true, limit: 1 });
  return last ? submissionEvents.read(last).at : null;
}

export function submissionItem(submission: Submission): StoredItem {
  return submissions.item(keys.submission(submission.reference), submission);
}

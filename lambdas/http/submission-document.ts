import { type SubmissionDocument, submissionSchema } from '../domain/documents.ts';
import { check, type Problem } from '../domain/refusals.ts';

/** Reads a submission as the API takes it. */
export function readSubmissionDocument(document: unknown): SubmissionDocument | readonly Problem[] {
  const checked = check(submissionSchema, document);
  return checked.problems ?? checked.value;
}

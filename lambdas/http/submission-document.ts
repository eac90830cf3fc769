import { numberProblems } from '../domain/bundle.ts';
import { type SubmissionDocument, submissionSchema } from '../domain/documents.ts';
import { check, type Problem } from '../domain/refusals.ts';

/** What the API was sent: one submission, or a bundle of them. */
export type SentDocuments =
  | { readonly documents: readonly SubmissionDocument[]; readonly problems?: never }
  | { readonly documents?: never; readonly problems: readonly Problem[] };

/** Reads what the API takes; an array is a bundle, and its problems say which of it they are about. */
export function readSubmissionDocuments(body: unknown): SentDocuments {
  if (!Array.isArray(body)) {
    const checked = check(submissionSchema, body);
    return checked.problems ? checked : { documents: [checked.value] };
  }
  const wrong = numberProblems(body);
  if (wrong.length > 0) return { problems: wrong };
  const all = body.map((document) => check(submissionSchema, document));
  const problems = all.flatMap((one, index) =>
    (one.problems ?? []).map(({ path, ...rest }) => ({ path: [index, ...path], ...rest })),
  );
  return problems.length > 0
    ? { problems }
    : { documents: all.flatMap((one) => (one.problems ? [] : one.value)) };
}

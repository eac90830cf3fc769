import { numberProblems } from '../domain/bundle.ts';
import { documentQuestions } from '../domain/document-questions.ts';
import { type SubmissionDocument, submissionSchema } from '../domain/documents.ts';
import { type Checked, check, type Problem } from '../domain/refusals.ts';
import { withQuestions } from './asked.ts';

/** What the API was sent: one submission, or a bundle of them. */
export type SentDocuments =
  | { readonly documents: readonly SubmissionDocument[]; readonly problems?: never }
  | { readonly documents?: never; readonly problems: readonly Problem[] };

/** Reads what the API takes; an array is a bundle, and its problems say which of it they are about. */
export function readSubmissionDocuments(body: unknown): SentDocuments {
  if (!Array.isArray(body)) {
    const checked = readDocument(body);
    return checked.problems ? checked : { documents: [checked.value] };
  }
  const wrong = numberProblems(body);
  if (wrong.length > 0) return { problems: wrong };
  const all = body.map(readDocument);
  const problems = all.flatMap((one, index) =>
    (one.problems ?? []).map(({ path, ...rest }) => ({ path: [index, ...path], ...rest })),
  );
  return problems.length > 0
    ? { problems }
    : { documents: all.flatMap((one) => (one.problems ? [] : one.value)) };
}

/** One submission. What is hardly meant is asked, unless the sender says that it is meant: `"asIs": true`. */
function readDocument(document: unknown): Checked<SubmissionDocument> {
  const checked = check(submissionSchema, document);
  const meant = document instanceof Object && Reflect.get(document, 'asIs') === true;
  const questions = documentQuestions(document).filter(({ mayStay }) => !(meant && mayStay));
  const problems = withQuestions(checked.problems ?? [], questions);
  return checked.problems || problems.length > 0 ? { problems } : checked;
}

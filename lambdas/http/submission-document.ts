import { numberProblems } from '../domain/bundle.ts';
import { documentQuestions } from '../domain/document-questions.ts';
import { withQuestions } from '../domain/questions.ts';
import { check, type Problem, problem } from '../domain/refusals.ts';
import type { Result } from '../domain/result.ts';
import { type SubmissionDocument, submissionSchema } from '../submissions/documents.ts';
import { type Place, placesOfNothing, withEmptyLists, withNull, without } from './nothing-said.ts';

/** Reads what the API takes; an array is a bundle, and its problems say which of it they are about. */
export function readSubmissionDocuments(body: unknown): Result<readonly SubmissionDocument[]> {
  if (!Array.isArray(body)) {
    const checked = readDocument(body);
    return checked.problems ? checked : { value: [checked.value] };
  }
  const wrong = numberProblems(body);
  if (wrong.length > 0) return { problems: wrong };
  const all = body.map(readDocument);
  const problems = all.flatMap((one, index) =>
    (one.problems ?? []).map(({ path, ...rest }) => ({ path: [index, ...path], ...rest })),
  );
  return problems.length > 0
    ? { problems }
    : { value: all.flatMap((one) => (one.problems ? [] : one.value)) };
}

/** One submission. What is hardly meant is asked, unless the sender says that it is meant: `"asIs": true`. */
function readDocument(document: unknown): Result<SubmissionDocument> {
  const checked = checkDocument(document);
  const meant = document instanceof Object && Reflect.get(document, 'asIs') === true;
  const questions = documentQuestions(document).filter(({ mayStay }) => !(meant && mayStay));
  const problems = withQuestions(checked.problems ?? [], questions);
  return checked.problems || problems.length > 0 ? { problems } : checked;
}

/**
 * An empty string says nothing: it is null where that may stand, or as if the member had not been sent where that may be. Where
 * neither may be it stays, and is refused for what it is.
 */
function checkDocument(document: unknown): Result<SubmissionDocument> {
  if (document === null || typeof document !== 'object')
    return { problems: [problem([], 'object-expected')] };
  const sent = Array.isArray(document) ? document : withEmptyLists(document);
  const empty = placesOfNothing(sent);
  const nulled = check(submissionSchema, withNull(sent, empty));
  if (!nulled.problems || empty.length === 0) return nulled;
  const needed = refusedOf(empty, nulled.problems);
  const left = check(submissionSchema, without(withNull(sent, empty), needed));
  if (!left.problems) return left;
  const stay = refusedOf(needed, left.problems);
  const optional = needed.filter((place) => !stay.includes(place));
  return check(
    submissionSchema,
    without(
      withNull(
        sent,
        empty.filter((place) => !stay.includes(place)),
      ),
      optional,
    ),
  );
}

function refusedOf(places: readonly Place[], problems: readonly Problem[]): readonly Place[] {
  // What nobody knows is refused, empty or not; and of an address that is needed it is said that it is missing.
  const known = problems.filter(({ rule }) => rule !== 'unknown-field' && rule !== 'address-needed');
  const wrong = new Set(known.map(({ path }) => JSON.stringify(path)));
  return places.filter((place) => wrong.has(JSON.stringify(place)));
}

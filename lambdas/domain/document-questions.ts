import { questionsAbout, questionsAboutSender } from './questions.ts';
import { isField } from './record.ts';
import type { Problem } from './refusals.ts';

/** What somebody should be asked about a document as a program sent it, whatever it is: it need not be valid. */
export function documentQuestions(document: unknown): readonly Problem[] {
  if (!isObject(document)) return [];
  const { changes, proposal, contributor } = document;
  return [
    ...(Array.isArray(changes) ? changes.flatMap(changeQuestions) : []),
    ...(isObject(proposal) ? proposalQuestions(proposal) : []),
    ...questionsAboutSender(contributor),
  ];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** What the sender saw is not asked about. */
function changeQuestions(change: unknown, index: number): readonly Problem[] {
  if (!isObject(change)) return [];
  const { field, from, to } = change;
  if (typeof field !== 'string' || !isField(field)) return [];
  return below(['changes', index, 'to'], questionsAbout(field, to, [from]));
}

function proposalQuestions(proposal: Readonly<Record<string, unknown>>): readonly Problem[] {
  return Object.entries(proposal).flatMap(([field, value]) =>
    isField(field) ? below(['proposal', field], questionsAbout(field, value, [])) : [],
  );
}

function below(path: Problem['path'], problems: readonly Problem[]): readonly Problem[] {
  return problems.map((one) => ({ ...one, path: [...path, ...one.path] }));
}

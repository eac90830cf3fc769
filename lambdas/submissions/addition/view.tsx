import type { Submission } from '../../domain/submission.ts';
import { type Fact, Facts, webLinks } from '../../pages/components/facts.tsx';
import type { PageContext } from '../../pages/context.ts';
import type { View } from '../view.ts';

export const additionView: View<'addition'> = {
  rows,
  subject: (submission, _record, context) => <Facts rows={rows(submission, context)} />,
};

/** Why it may be public. */
function rows(
  { basis }: Extract<Submission, { kind: 'addition' }>,
  { messages: { review } }: PageContext,
): readonly Fact[] {
  if (basis.basis === 'public') return [[review.basis, webLinks(basis.sources)]];
  return [
    [review.basis, review.byConsent],
    [review.consentFor, basis.organisation],
  ];
}

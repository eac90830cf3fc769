import type { Submission } from '../../domain/submission.ts';
import { type Fact, Facts } from '../../pages/components/facts.tsx';
import { namedFields } from '../../pages/components/named-fields.ts';
import type { PageContext } from '../../pages/context.ts';
import type { View } from '../view.ts';

export const consentView: View<'consent'> = {
  rows,
  subject: (submission, record, context) => {
    const { review } = context.messages;
    return (
      <>
        <Facts rows={rows(submission, context)} />
        {record !== null && record.version !== submission.version ? (
          <p class="notice">{review.consentMoved}</p>
        ) : null}
        <p>{review.consentEffect}</p>
      </>
    );
  },
};

function rows(
  { fields, version, organisation }: Extract<Submission, { kind: 'consent' }>,
  context: PageContext,
): readonly Fact[] {
  const { review } = context.messages;
  const covered = `${namedFields(fields, context)}, ${review.consentVersion(version)}`;
  return [
    [review.consentCovers, covered],
    [review.consentFor, organisation],
  ];
}

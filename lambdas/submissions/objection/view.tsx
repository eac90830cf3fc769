import type { Submission } from '../../domain/submission.ts';
import { formatList } from '../../i18n/format.ts';
import { type Fact, Facts } from '../../pages/components/facts.tsx';
import { namedFields } from '../../pages/components/named-fields.ts';
import type { PageContext } from '../../pages/context.ts';
import type { View } from '../view.ts';

export const objectionView: View<'objection'> = {
  rows,
  subject: (submission, record, context) => {
    const { review, objections } = context.messages;
    const { reference, unheld = 'stranger' } = submission;
    const holds = record?.holds ?? [];
    const held = holds.includes(reference);
    const others = holds.filter((one) => one !== reference);
    const named = formatList(others, context.language);
    return (
      <>
        <Facts rows={rows(submission, context)} />
        {held ? <p class="notice">{objections.held}</p> : null}
        {held || others.length > 0 ? null : <p class="notice">{objections.unheld[unheld]}</p>}
        {held || others.length === 0 ? null : <p class="notice">{objections.heldByOthers(named)}</p>}
        <p>
          {review.objectionEffect} {held && others.length === 0 ? objections.lifts : null}
          {held && others.length > 0 ? objections.liftsNot(named) : null}
        </p>
      </>
    );
  },
};

function rows({ fields }: Extract<Submission, { kind: 'objection' }>, context: PageContext): readonly Fact[] {
  const { review } = context.messages;
  return [[review.objectedTo, fields.length === 0 ? review.wholeEntry : namedFields(fields, context)]];
}

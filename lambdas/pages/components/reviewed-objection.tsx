import type { CurrentRecord } from '../../domain/record-state.ts';
import type { Removal } from '../../domain/removal.ts';
import type { Moved } from '../../domain/shown.ts';
import type { Submission } from '../../domain/submission.ts';
import { viewOf } from '../../submissions/views.ts';
import type { PageContext } from '../context.ts';
import { Lapsed } from './closed.tsx';
import { DecisionQuestions } from './decision-questions.tsx';
import { Facts, webLinks } from './facts.tsx';
import type { FormState } from './form-state.ts';
import { MovedNotice } from './moved-notice.tsx';
import { Questions } from './questions.tsx';
import { WhatGoes } from './what-goes.tsx';

/** One of several objections that are decided on one page. */
export type ReviewedObjection = {
  readonly submission: Submission;
  readonly record: Pick<CurrentRecord, 'version' | 'holds'> | null;
  readonly removal: Removal | null;
  /** What the page shows of it, as digests. */
  readonly seen: string;
  readonly moved: Moved | null;
  readonly busy: boolean;
};

type Props = {
  readonly objection: ReviewedObjection;
  readonly form: FormState;
  readonly context: PageContext;
};

/** What it is about, what goes if it is approved, and the decision, which nothing preselects. */
export function ReviewedObjectionPart({ objection, form, context }: Props) {
  const { submission, record, removal, seen, moved, busy } = objection;
  const { mails, review } = context.messages;
  const { reference, evidence, comment, title } = submission;
  return (
    <section class="member">
      <h2>{title}</h2>
      <MovedNotice moved={moved} busy={busy} words={context} linked={false} />
      <Facts
        rows={[
          [mails.reference, reference],
          [review.evidence, webLinks(evidence)],
          [review.comment, comment === null ? null : <p class="text">{comment}</p>],
        ]}
      />
      <Lapsed submission={submission} context={context} />
      {viewOf(submission).subject(submission, record, context)}
      {removal === null ? null : <WhatGoes removal={removal} context={context} heading="h3" />}
      <Questions submission={submission} context={context} reader="review" />
      <input type="hidden" name={`seen[${reference}]`} value={seen} />
      <DecisionQuestions form={form} submission={submission} several />
    </section>
  );
}

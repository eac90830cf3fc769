import { rejectionReasons, type Submission } from '../../domain/submission.ts';
import type { FormState } from './form-state.ts';
import { type Option, RadioQuestion, SelectQuestion, TextQuestion } from './question.tsx';
import { Tick } from './tick.tsx';

type Props = { readonly form: FormState; readonly submission: Submission };

/** The decision, which nothing preselects, with what is said to the contributor. */
export function DecisionQuestions({ form, submission: { kind, reachable, status } }: Props) {
  const { review, labels } = form.words.messages;
  const reasons = rejectionReasons.map((reason): Option => [reason, labels.reason[reason]]);
  const decisions: readonly Option[] = [
    ['approve', review.approve[kind]],
    ['reject', review.reject[kind]],
    // One question at a time.
    ...(reachable && status === 'pending' ? [['ask', review.ask] as const] : []),
  ];
  return (
    <section class="decision">
      <RadioQuestion form={form} name="decision" label={review.decision} options={decisions} />
      <SelectQuestion form={form} name="reason" label={review.reason} options={reasons} />
      {kind === 'addition' ? (
        <TextQuestion
          form={form}
          name="duplicate"
          label={review.duplicate}
          hint={review.duplicateHint}
          optional
        />
      ) : null}
      <TextQuestion form={form} name="note" label={review.note} hint={review.noteHint} rows={3} optional />
      <Meant form={form} />
    </section>
  );
}

const askedAbout: readonly string[] = ['approved-with-reason', 'note-asks'];

/** Where something chosen does not go with something else: one tick says that it is meant. */
function Meant({ form }: { readonly form: FormState }) {
  const meant = form.entries.get('meant') === 'yes';
  if (!meant && !form.problems.some(({ rule }) => askedAbout.includes(rule))) return null;
  return (
    <Tick type="checkbox" name="meant" value="yes" label={form.words.messages.review.meant} checked={meant} />
  );
}

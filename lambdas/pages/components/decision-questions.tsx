import { rejectionReasons, type Submission } from '../../domain/submission.ts';
import { traitsOf } from '../../submissions/kinds.ts';
import type { FormState } from './form-state.ts';
import { type Option, RadioQuestion, SelectQuestion, TextQuestion } from './question.tsx';
import { Tick } from './tick.tsx';

type Props = {
  readonly form: FormState;
  readonly submission: Submission;
  /** Whether the record is on hold by an objection, whose link may be asked for. */
  readonly held?: boolean;
  /** Whether it is one of several on a page, whose inputs carry the reference. */
  readonly several?: boolean;
};

/** The decision, which nothing preselects, with what is said to the contributor. */
export function DecisionQuestions({ form, submission, held = false, several = false }: Props) {
  const { kind, reachable, status, reference } = submission;
  const { kinds, review, labels, objections } = form.words.messages;
  const named = (name: string) => (several ? `${name}[${reference}]` : name);
  const reasons = rejectionReasons.map((reason): Option => [reason, labels.reason[reason]]);
  const decisions: readonly Option[] = [
    ['approve', kinds[kind].approve],
    ['reject', kinds[kind].reject],
    // One question at a time.
    ...(reachable && status === 'pending' ? [['ask', review.ask] as const] : []),
    ...(held ? [['send', objections.mailLink] as const] : []),
  ];
  return (
    <section class="decision">
      <RadioQuestion form={form} name={named('decision')} label={review.decision} options={decisions} />
      <SelectQuestion form={form} name={named('reason')} label={review.reason} options={reasons} />
      {traitsOf({ kind }).proposesRecord ? (
        <TextQuestion
          form={form}
          name="duplicate"
          label={review.duplicate}
          hint={review.duplicateHint}
          optional
        />
      ) : null}
      <TextQuestion
        form={form}
        name={named('note')}
        label={review.note}
        hint={review.noteHint}
        rows={3}
        optional
      />
      <Meant form={form} named={named} />
    </section>
  );
}

const askedAbout: readonly string[] = ['approved-with-reason', 'note-asks'];

type MeantProps = { readonly form: FormState; readonly named: (name: string) => string };

/** Where something chosen does not go with something else: one tick says that it is meant. */
function Meant({ form, named }: MeantProps) {
  const meant = form.entries.get(named('meant')) === 'yes';
  const beside = [named('reason'), named('note')];
  const asked = form.problems.some(({ name, rule }) => beside.includes(name) && askedAbout.includes(rule));
  if (!meant && !asked) return null;
  return (
    <Tick
      type="checkbox"
      name={named('meant')}
      value="yes"
      label={form.words.messages.review.meant}
      checked={meant}
    />
  );
}

import { credits, roles } from '../../domain/documents.ts';
import type { Together } from '../form.ts';
import { inputId } from '../form-problem.ts';
import type { FormState } from './form-state.ts';
import { HiddenInputs } from './hidden-inputs.tsx';
import { type Option, RadioQuestion, SelectQuestion, TextQuestion } from './question.tsx';
import { Tick } from './tick.tsx';

type Props = {
  readonly form: FormState;
  /** What it is added to, whose sender is known. */
  readonly together: Together | null;
  /** Whether what is sent takes effect, so that the address must be proved. */
  readonly needed?: boolean;
  /** What is said about the organisation. */
  readonly organisationHint?: string;
  /** Whether anything is published that the sender may be named for. */
  readonly credited?: boolean;
};

/** The names of the questions about the contributor. */
export const aboutYou = ['email', 'name', 'organisation', 'role', 'credit'] as const;

/** Asks who sends the form, no more than is needed. */
export function AboutYou(props: Props) {
  const { form, together, credited = true } = props;
  const { correct, labels } = form.words.messages;
  const roleOptions = roles.map((role): Option => [role, labels.role[role]]);
  const creditOptions = credits.map((credit): Option => [credit, labels.credit[credit]]);
  const joins = together !== null && !together.refused;
  return (
    <section>
      <h2>{correct.aboutYou}</h2>
      {together?.refused ? <p class="notice">{form.words.messages.rules[together.refused]({})}</p> : null}
      {joins ? (
        <>
          <HiddenInputs values={{ bundle: together.bundle, t: together.token }} />
          <p>{form.words.messages.bundles.sameSender(together.bundle)}</p>
        </>
      ) : (
        <Sender {...props} />
      )}
      <SelectQuestion form={form} name="role" label={correct.role} options={roleOptions} optional />
      {credited ? (
        <RadioQuestion
          form={form}
          name="credit"
          label={correct.credit}
          options={creditOptions}
          preselected="none"
        />
      ) : null}
      {credited && !joins ? (
        <Tick
          type="checkbox"
          id={inputId('remind')}
          name="remind"
          value="yes"
          label={correct.remind}
          checked={form.entries.get('remind') === 'yes'}
        />
      ) : null}
    </section>
  );
}

function Sender({ form, needed = false, organisationHint }: Props) {
  const { correct } = form.words.messages;
  return (
    <>
      <TextQuestion
        form={form}
        name="email"
        label={correct.email}
        hint={needed ? correct.emailNeededHint : correct.emailHint}
        type="email"
        autocomplete="email"
        optional={!needed}
      />
      <TextQuestion form={form} name="name" label={correct.name} autocomplete="name" optional />
      <TextQuestion
        form={form}
        name="organisation"
        label={correct.organisation}
        hint={organisationHint}
        autocomplete="organization"
        optional
      />
    </>
  );
}

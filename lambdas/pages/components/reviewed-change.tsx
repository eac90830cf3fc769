import type { FieldDiff } from '../../domain/merge.ts';
import type { Field } from '../../domain/record.ts';
import { FieldQuestion } from './field-question.tsx';
import type { FormState } from './form-state.ts';
import { OldAndNew, PlainValue } from './old-and-new.tsx';
import { type Option, RadioQuestion } from './question.tsx';

/** The name of the inputs of an edited value: `value[endDate]`, `value[funders][0][name]`. */
export function valueName(field: Field): string {
  return `value[${field}]`;
}

type Props = {
  readonly diff: FieldDiff;
  readonly form: FormState;
  /** Whether it is part of a new project, of which nothing was known before. */
  readonly proposed?: boolean;
};

/** One change as the manager sees it: what differs, what to do with it, and the value to edit. */
export function ReviewedChange({ diff, form, proposed = false }: Props) {
  const { review, fields } = form.words.messages;
  return (
    <section class="change">
      <h2>{fields[diff.field]}</h2>
      {proposed ? (
        <div class="text">
          <PlainValue field={diff.field} value={diff.to} words={form.words} />
        </div>
      ) : (
        <Difference diff={diff} form={form} />
      )}
      {diff.kind === 'same' ? <p class="notice">{review.same}</p> : <Choice diff={diff} form={form} />}
    </section>
  );
}

function Difference({ diff, form: { words } }: Props) {
  const { review } = words.messages;
  const { field, from, to, now, kind, merged } = diff;
  if (kind === 'clean' || kind === 'same') {
    return (
      <OldAndNew
        field={field}
        old={{ label: review.old, value: from }}
        new={{ label: review.new, value: to }}
        words={words}
        marked
      />
    );
  }
  return (
    <>
      <p class="notice">{kind === 'conflict' ? review.conflict : review.merged}</p>
      <dl class="diff">
        <div>
          <dt>{review.sentOld}</dt>
          <dd>
            <PlainValue field={field} value={from} words={words} />
          </dd>
        </div>
      </dl>
      <OldAndNew
        field={field}
        old={{ label: review.now, value: now }}
        new={{
          label: kind === 'conflict' ? review.new : review.result,
          value: kind === 'conflict' ? to : merged,
        }}
        words={words}
        marked
      />
    </>
  );
}

/** Clean changes are taken as accepted, as an answer without this choice is; a conflict asks. */
function Choice({ diff: { field, kind }, form }: Props) {
  const { review, fields } = form.words.messages;
  const options: readonly Option[] = [
    ['accept', review.accept],
    ['edit', review.edit],
    ['decline', review.decline],
  ];
  const wrong = form.problems.some(({ name }) => name.startsWith(valueName(field)));
  const edited = wrong || form.entries.get(`change[${field}]`) === 'edit';
  return (
    <>
      <RadioQuestion
        form={form}
        name={`change[${field}]`}
        label={review.changeQuestion(fields[field])}
        options={options}
        preselected={kind === 'conflict' ? undefined : 'accept'}
      />
      <details open={edited}>
        <summary>{review.editSummary}</summary>
        <FieldQuestion form={form} field={field} base={valueName(field)} />
      </details>
    </>
  );
}

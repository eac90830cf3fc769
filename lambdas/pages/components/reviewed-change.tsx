import type { FieldBasis } from '../../domain/basis.ts';
import type { FieldDiff } from '../../domain/merge.ts';
import type { Field } from '../../domain/record.ts';
import type { Rival } from '../../domain/shown.ts';
import { valueLines } from '../../i18n/value-lines.ts';
import { FieldQuestion } from './field-question.tsx';
import type { FormState } from './form-state.ts';
import { OldAndNew, PlainValue } from './old-and-new.tsx';
import { type Option, RadioQuestion } from './question.tsx';

/** The name of the inputs of an edited value: `value[title]`, `value[links][0][url]`. */
export function valueName(field: Field): string {
  return `value[${field}]`;
}

/** The id of the part of the page that is about a field. */
export function changeId(field: Field): string {
  return `about-${field}`;
}

type Props = {
  readonly diff: FieldDiff;
  readonly form: FormState;
  /** Whether it is part of a new project, of which nothing was known before. */
  readonly proposed?: boolean;
  /** Whether it is not as it was read. */
  readonly moved?: boolean | undefined;
  /** What the box offers, as a digest. */
  readonly offered?: string | undefined;
  /** Others that wait, and want the field to say something. */
  readonly rivals?: readonly Rival[];
  /** Why what the inventory says now may be public; null where it says nothing yet. */
  readonly basis?: FieldBasis | null;
};

/** One change as the manager sees it: what differs, what to do with it, and the value to edit. */
export function ReviewedChange({
  diff,
  form,
  proposed = false,
  moved = false,
  offered,
  rivals = [],
  basis = null,
}: Props) {
  const { review, fields } = form.words.messages;
  return (
    <section class={moved ? 'change moved' : 'change'} id={changeId(diff.field)}>
      <h2>{fields[diff.field]}</h2>
      {moved ? <p class="notice">{review.moved.here}</p> : null}
      {proposed ? (
        <div class="text">
          <PlainValue field={diff.field} value={diff.to} words={form.words} />
        </div>
      ) : (
        <Difference diff={diff} form={form} />
      )}
      {basis === null || says(diff, form).length === 0 ? null : <Basis basis={basis} form={form} />}
      <Rivals field={diff.field} rivals={rivals} form={form} />
      {diff.kind === 'same' ? (
        <p class="notice">{review.same}</p>
      ) : (
        <Choice diff={diff} form={form} offered={offered} />
      )}
    </section>
  );
}

/** What the inventory says now, in lines. */
function says({ field, now }: FieldDiff, { words }: FormState): readonly string[] {
  return valueLines(field, now, words);
}

/** Why what stands there now may be public; its sources are linked on the record's page. */
function Basis({ basis: { basis, sources }, form: { words } }: BasisProps) {
  const said = words.messages.review.fieldBasis[basis];
  return <p class="hint">{basis === 'public' ? `${said}: ${sources.join(', ')}` : said}</p>;
}

type BasisProps = { readonly basis: FieldBasis; readonly form: FormState };

type RivalsProps = {
  readonly field: Field;
  readonly rivals: readonly Rival[];
  readonly form: FormState;
};

/** What others want the same field to say, who wait as well. */
function Rivals({ field, rivals, form: { words } }: RivalsProps) {
  if (rivals.length === 0) return null;
  return (
    <dl class="diff">
      {rivals.map(({ reference, changes }) => (
        <div key={reference}>
          <dt>{words.messages.review.rival(reference)}</dt>
          <dd>
            <PlainValue
              field={field}
              value={changes.find((change) => change.field === field)?.to ?? null}
              words={words}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Difference({ diff, form: { words } }: Pick<Props, 'diff' | 'form'>) {
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
function Choice({ diff: { field, kind }, form, offered }: Pick<Props, 'diff' | 'form' | 'offered'>) {
  const { review, fields } = form.words.messages;
  const options: readonly Option[] = [
    ['accept', review.accept],
    ['edit', review.edit],
    ['decline', review.decline],
  ];
  const choice = `change[${field}]`;
  const wrong = form.problems.some(
    ({ name, rule }) => name.startsWith(valueName(field)) || (name === choice && rule === 'accept-or-edit'),
  );
  const edited = wrong || form.entries.get(choice) === 'edit';
  return (
    <>
      {offered === undefined ? null : <input type="hidden" name={`offered[${field}]`} value={offered} />}
      <RadioQuestion
        form={form}
        name={choice}
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

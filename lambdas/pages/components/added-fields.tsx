import type { Field } from '../../domain/record.ts';
import { FieldQuestion } from './field-question.tsx';
import type { FormState } from './form-state.ts';
import { valueName } from './reviewed-change.tsx';

type Props = { readonly fields: readonly Field[]; readonly form: FormState };

/** What nobody proposed of a new project, for the manager to fill in; what stays empty is not known. */
export function AddedFields({ fields, form }: Props) {
  const { review } = form.words.messages;
  const concerned = (name: string) => fields.some((field) => name.startsWith(valueName(field)));
  const typed = [...form.entries].some(
    ([name, text]) => concerned(name) && text !== '' && name !== valueName('language'),
  );
  return (
    <details class="change" open={typed || form.problems.some(({ name }) => concerned(name))}>
      <summary>{review.addMore}</summary>
      {fields.map((field) => (
        <div key={field}>
          <input type="hidden" name={`change[${field}]`} value="edit" />
          <FieldQuestion form={form} field={field} base={valueName(field)} />
        </div>
      ))}
    </details>
  );
}

import { inputId } from '../form-problem.ts';
import { errorOf, type FormState } from './form-state.ts';
import { TextQuestion } from './question.tsx';

type Props = {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  /** Whether the button that asks for another row leads to it. */
  readonly first?: boolean;
  readonly type?: 'url';
  /** How many lines the box shows; one makes it an input of a single line. */
  readonly rows?: number;
  /** The id of a list of suggestions. */
  readonly list?: string;
};

/**
 * A box in a list, written as short as can be: a form has many of them. Only where something is wrong it is a question of its
 * own.
 */
export function RowInput({ form, name, label, first = false, ...box }: Props) {
  if (errorOf(form, name) !== null) return <TextQuestion form={form} name={name} label={label} {...box} />;
  const text = form.entries.get(name) ?? '';
  const id = first && text === '' ? { id: inputId(name) } : {};
  const line = box.type === undefined ? { list: box.list } : { type: box.type };
  return box.rows === undefined ? (
    <label>
      {label}
      <input {...id} name={name} {...line} value={text} />
    </label>
  ) : (
    <label>
      {label}
      <textarea {...id} name={name} rows={box.rows} value={text} />
    </label>
  );
}

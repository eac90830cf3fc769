import { inputId } from '../form-problem.ts';
import { described, errorOf, type FormState } from './form-state.ts';
import { Offers } from './offers.tsx';
import { Tick } from './tick.tsx';

type QuestionProps = {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly optional?: boolean;
};

type TextProps = QuestionProps & {
  readonly type?: 'text' | 'email' | 'url';
  readonly autocomplete?: 'email' | 'name' | 'organization' | 'off';
  /** How many lines the box shows; one makes it an input of a single line. */
  readonly rows?: number;
  /** The id of a list of suggestions. */
  readonly list?: string;
  readonly narrow?: boolean;
};

/** A label, its hint, what is wrong, and the box to write in. */
export function TextQuestion({ form, name, label, hint, optional = false, ...box }: TextProps) {
  const error = errorOf(form, name);
  const text = form.entries.get(name) ?? '';
  const attributes = { id: inputId(name), name, ...described(name, hint, error) };
  return (
    <div class={error === null ? 'question' : 'question wrong'}>
      <label for={attributes.id}>{optional ? form.words.messages.optional(label) : label}</label>
      <HintAndError form={form} name={name} hint={hint} />
      {box.rows === undefined ? (
        <input
          {...attributes}
          type={box.type ?? 'text'}
          value={text}
          autocomplete={box.autocomplete}
          list={box.list}
          class={box.narrow ? 'narrow' : undefined}
        />
      ) : (
        <textarea {...attributes} rows={box.rows} value={text} />
      )}
    </div>
  );
}

export function HintAndError({ form, name, hint }: Pick<QuestionProps, 'form' | 'name' | 'hint'>) {
  const error = errorOf(form, name);
  return (
    <>
      {hint === undefined ? null : (
        <p class="hint" id={`${inputId(name)}-hint`}>
          {hint}
        </p>
      )}
      {error === null ? null : (
        <p class="error" id={`${inputId(name)}-error`}>
          <span class="hidden">{form.words.messages.errorInField} </span>
          {error}
        </p>
      )}
      <Offers form={form} name={name} />
    </>
  );
}

/** A value a form sends and what it is called. */
export type Option = readonly [value: string, label: string];

type ChoiceProps = QuestionProps & {
  readonly options: readonly Option[];
  /** What is chosen when nothing was typed; without it nothing is. */
  readonly preselected?: string | undefined;
};

/** One of a few choices. */
export function RadioQuestion({
  form,
  name,
  label,
  hint,
  optional = false,
  options,
  preselected,
}: ChoiceProps) {
  const error = errorOf(form, name);
  const chosen = form.entries.get(name) ?? preselected;
  return (
    <fieldset class={error === null ? 'question' : 'question wrong'} {...described(name, hint, error)}>
      <legend>{optional ? form.words.messages.optional(label) : label}</legend>
      <HintAndError form={form} name={name} hint={hint} />
      {options.map(([value, text], index) => (
        <Tick
          key={value}
          type="radio"
          {...(index === 0 ? { id: inputId(name) } : {})}
          name={name}
          value={value}
          label={text}
          checked={value === chosen}
        />
      ))}
    </fieldset>
  );
}

/** One of many choices; none is one of them. */
export function SelectQuestion({ form, name, label, hint, optional = false, options }: ChoiceProps) {
  const error = errorOf(form, name);
  const chosen = form.entries.get(name) ?? '';
  const id = inputId(name);
  return (
    <div class={error === null ? 'question' : 'question wrong'}>
      <label for={id}>{optional ? form.words.messages.optional(label) : label}</label>
      <HintAndError form={form} name={name} hint={hint} />
      <select id={id} name={name} {...described(name, hint, error)}>
        <option value="">{form.words.messages.choose}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

import { inputName } from '../domain/form.ts';
import { fields } from '../domain/record.ts';
import type { Problem } from '../domain/refusals.ts';
import type { ColumnName } from '../fields/kind.ts';
import type { Messages } from '../i18n/messages.ts';

/** What is wrong with an answer; `name` is that of its input: `title`, `links[0][url]`, `email`. */
export type FormProblem = Omit<Problem, 'path'> & { readonly name: string };

/** The id an input has, by its name: `links[0][url]` → `links-0-url`. */
export function inputId(name: string): string {
  return name.replaceAll('[', '-').replaceAll(']', '');
}

export function problemText({ rule, limit, offers }: Omit<Problem, 'path'>, messages: Messages): string {
  return messages.rules[rule]({ limit, offers });
}

/** What the input of a name is called, for the summary of problems; null when the sentence stands alone. */
export function problemLabel({ name }: FormProblem, messages: Messages): string | null {
  const [base = '', row, column] = name
    .replaceAll(']', '')
    .split('[')
    .filter((step) => step !== 'value' && step !== 'change');
  const field = fields.find((one) => one === base || inputName(one) === base);
  const label = field === undefined ? answerLabel(base, messages) : messages.fields[field];
  // What is objected to is a list of ticks, without numbers.
  if (label === null || row === undefined || !/^\d+$/.test(row) || base === 'fields') return label;
  const numbered = messages.item(label, Number(row) + 1);
  return column !== undefined && isColumn(column, messages)
    ? `${numbered}, ${messages.columns[column].toLowerCase()}`
    : numbered;
}

function isColumn(name: string, messages: Messages): name is ColumnName {
  return Object.hasOwn(messages.columns, name);
}

function answerLabel(name: string, messages: Messages): string | null {
  switch (name) {
    case 'evidence':
    case 'comment':
    case 'email':
    case 'name':
    case 'organisation':
    case 'role':
    case 'credit':
      return messages.correct[name];
    case 'sources':
      return messages.addition.sources;
    case 'authority':
      return messages.consent.declaration;
    case 'fields':
      return messages.objection.fields;
    case 'answer':
      return messages.own.answer;
    case 'note':
    case 'duplicate':
    case 'id':
      return messages.review[name];
    default:
      return null;
  }
}

import { kindOf } from '../../domain/record.ts';
import { said } from '../../i18n/localized.ts';
import { type Option, RadioQuestion } from '../components/question.tsx';
import { shownInWords } from '../components/shown.tsx';
import type { QuestionProps, View } from './view.ts';

export const choice: View<string> = {
  Question: ({ form, field, base }) => {
    const { messages } = form.words;
    return (
      <RadioQuestion
        form={form}
        name={base}
        label={messages.fields[field]}
        hint={messages.hints[field] ?? undefined}
        options={[...optionsOf({ form, field }), ['', messages.unknown]]}
      />
    );
  },
  Shown: shownInWords,
};

/** What there is to choose from, and what each is called. */
export function optionsOf({ form, field }: Pick<QuestionProps, 'form' | 'field'>): readonly Option[] {
  const known = Object.entries(kindOf(field).choices ?? {});
  return known.map(([value, label]) => [value, said(label, form.words.language)]);
}

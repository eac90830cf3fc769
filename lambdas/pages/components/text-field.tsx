import type { QuestionProps } from '../fields/view.ts';
import { TextQuestion } from './question.tsx';

type Box = {
  readonly type?: 'url';
  readonly rows?: number;
  readonly narrow?: boolean;
};

/** Asks for a field whose value is typed into one box. */
export function textField(box: Box = {}) {
  return ({ form, field, base }: QuestionProps) => {
    const { messages } = form.words;
    return (
      <TextQuestion
        form={form}
        name={base}
        label={messages.fields[field]}
        hint={messages.hints[field] ?? undefined}
        {...box}
      />
    );
  };
}

import type { FormState } from './form-state.ts';
import { TextQuestion } from './question.tsx';

/** What whoever decides should know beside the answers; nobody has to write it. */
export function CommentQuestion({ form }: { readonly form: FormState }) {
  const { correct } = form.words.messages;
  return (
    <TextQuestion
      form={form}
      name="comment"
      label={correct.comment}
      hint={correct.commentHint}
      rows={3}
      optional
    />
  );
}

import type { FormState } from './form-state.ts';
import { TextQuestion } from './question.tsx';

/** What the manager should know beside the answers; it need not be written. */
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

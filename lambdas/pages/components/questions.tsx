import type { Submission } from '../../domain/submission.ts';
import { formatInstant } from '../../i18n/format.ts';
import type { PageContext } from '../context.ts';
import { Facts } from './facts.tsx';

type Props = {
  readonly submission: Submission;
  readonly context: PageContext;
  /** Who reads it: those who asked, or the contributor. */
  readonly reader: 'review' | 'status';
};

/** What those who decide wanted to know, and what they were answered; nothing where nothing was asked. */
export function Questions({ submission, context, reader }: Props) {
  const { asked, answered, waiting } = context.messages[reader];
  const questions = 'questions' in submission ? (submission.questions ?? []) : [];
  return (
    <>
      {questions.map(({ question, askedAt, answer }) => (
        <Facts
          key={askedAt}
          rows={[
            [`${asked}, ${formatInstant(askedAt, context.language)}`, <p class="text">{question}</p>],
            [answered, answer === null ? waiting : <p class="text">{answer}</p>],
          ]}
        />
      ))}
    </>
  );
}

import { cautionsOf } from '../../domain/cautions.ts';
import { partiesOf } from '../../domain/host-warnings.ts';
import type { Content } from '../../domain/record.ts';
import type { Submission } from '../../domain/submission.ts';
import { cautionLines } from '../../i18n/cautions.ts';
import type { Words } from '../../i18n/value-lines.ts';

type Props = {
  readonly submission: Submission;
  /** What the record says now; absent where there is none. */
  readonly content?: Content | undefined;
  readonly words: Words;
  /** Heading level: 2 on a page of its own, 3 below a section's. */
  readonly heading: 'h2' | 'h3';
};

/** What to look at twice before deciding: where addresses lead, and letters that pass for others. */
export function Cautions({ submission, content, words, heading: Heading }: Props) {
  const lines = cautionLines(cautionsOf(submission, content ? partiesOf(content) : []), words);
  if (lines.length === 0) return null;
  return (
    <section class="notice">
      <Heading>{words.messages.cautions.title}</Heading>
      <ul>
        {[...new Set(lines)].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

import type { Moved } from '../../domain/shown.ts';
import type { Words } from '../../i18n/value-lines.ts';
import { changeId } from './reviewed-change.tsx';

type Props = {
  readonly moved: Moved | null;
  readonly busy: boolean;
  readonly words: Words;
  /** Whether each field has a part of the page of its own. */
  readonly linked?: boolean;
};

/** That nothing was decided, and what is not as it was read. */
export function MovedNotice({ moved, busy, words: { messages }, linked = true }: Props) {
  const { review, fields } = messages;
  if (moved === null) {
    return busy ? (
      <p class="notice" role="alert">
        {review.busy}
      </p>
    ) : null;
  }
  return (
    <div class="notice" role="alert">
      <p>{review.moved.lead}</p>
      <ul>
        {moved.submission ? <li>{review.moved.submission}</li> : null}
        {moved.hold ? <li>{review.moved.hold}</li> : null}
        {moved.version ? <li>{review.moved.version}</li> : null}
        {moved.fields.map((field) => (
          <li key={field}>
            {linked ? (
              <a href={`#${changeId(field)}`}>{review.moved.field(fields[field])}</a>
            ) : (
              review.moved.field(fields[field])
            )}
          </li>
        ))}
        {moved.rivals.map((reference) => (
          <li key={reference}>{review.moved.rival(reference)}</li>
        ))}
      </ul>
    </div>
  );
}

import type { Reference } from '../../domain/names.ts';
import { recordPath } from '../../domain/record-path.ts';
import { localHref, type PageContext } from '../context.ts';

type Props = {
  /** Proposed projects that wait as well. */
  readonly waiting: readonly { readonly reference: Reference; readonly title: string }[];
  readonly published: readonly { readonly id: string; readonly title: string }[];
  readonly context: PageContext;
};

/** What else may be the same project, for the manager of a new one. Nothing where there is nothing. */
export function AlikeNotice({ waiting, published, context }: Props) {
  const { review } = context.messages.alike;
  if (waiting.length + published.length === 0) return null;
  return (
    <section class="notice">
      <h2>{review.title}</h2>
      <p>{review.hint}</p>
      <ul>
        {waiting.map(({ reference, title }) => (
          <li key={reference}>
            {review.waiting}: {review.named(reference, title)}
          </li>
        ))}
        {published.map(({ id, title }) => (
          <li key={id}>
            {review.published}: <a href={localHref(recordPath(id), context.language)}>{title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

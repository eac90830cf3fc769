import { isWaiting, type Submission } from '../domain/submission.ts';
import { Members } from './components/members.tsx';
import { localHref, type PageContext } from './context.ts';
import { renderPage } from './layout.tsx';

export type ReviewBundleProps = {
  /** Those that are decided, or wait for it. */
  readonly submissions: readonly Submission[];
  /** The page of one of them. */
  readonly one: (reference: string) => string;
};

/** For those who decide: all that was sent together, and the way to each. */
export function reviewBundlePage({ submissions, one }: ReviewBundleProps, context: PageContext): string {
  const { review } = context.messages.bundles;
  const { length } = submissions;
  const left = submissions.filter(isWaiting).length;
  const next = submissions.find(({ status }) => status === 'pending');
  const title = left > 0 ? review.title(length) : review.doneTitle(length);
  return renderPage({
    title,
    index: false,
    context,
    children: (
      <>
        <h1>{title}</h1>
        {left > 0 ? (
          <p class="lead">
            {review.lead} {review.left(left)}
          </p>
        ) : null}
        {next ? (
          <p>
            <a class="button" href={localHref(one(next.reference), context.language)}>
              {review.start(next.title)}
            </a>
          </p>
        ) : null}
        <Members
          submissions={submissions}
          context={context}
          ways={(member) => (
            <p>
              <a href={localHref(one(member.reference), context.language)}>
                {isWaiting(member) ? review.decide : review.see}{' '}
                <span class="hidden">{member.reference}</span>
              </a>
            </p>
          )}
        />
      </>
    ),
  });
}

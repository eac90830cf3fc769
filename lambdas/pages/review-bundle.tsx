import type { Bundle } from '../domain/bundle.ts';
import { isWaiting } from '../domain/submission.ts';
import { Members } from './components/members.tsx';
import { localHref, type PageContext } from './context.ts';
import { renderPage } from './layout.tsx';

export type ReviewBundleProps = {
  readonly bundle: Bundle;
  /** The page of one of them. */
  readonly one: (reference: string) => string;
};

/** For those who decide: all that was sent together, and the way to each. */
export function reviewBundlePage({ bundle, one }: ReviewBundleProps, context: PageContext): string {
  const { bundles } = context.messages;
  const waiting = bundle.filter(isWaiting);
  const [next] = waiting;
  const title = next ? bundles.review.title(bundle.length) : bundles.review.doneTitle(bundle.length);
  return renderPage({
    title,
    index: false,
    context,
    children: (
      <>
        <h1>{title}</h1>
        {next ? (
          <>
            <p class="lead">
              {bundles.review.lead} {bundles.review.left(waiting.length)}
            </p>
            <p>
              <a class="button" href={localHref(one(next.reference), context.language)}>
                {bundles.review.start(next.title)}
              </a>
            </p>
          </>
        ) : null}
        <Members
          submissions={bundle}
          context={context}
          ways={(member) => (
            <p>
              <a href={localHref(one(member.reference), context.language)}>
                {isWaiting(member) ? bundles.review.decide : bundles.review.see}{' '}
                <span class="hidden">{member.reference}</span>
              </a>
            </p>
          )}
        />
      </>
    ),
  });
}

import type { Bundle } from '../domain/bundle.ts';
import type { Reference } from '../domain/names.ts';
import { isOpen, isWaiting } from '../domain/submission.ts';
import { BundleLinks } from './components/bundle-links.tsx';
import { BundleMembers } from './components/bundle-members.tsx';
import { NextAction } from './components/next-action.tsx';
import { localHref, type PageContext } from './context.ts';
import { renderPage } from './layout.tsx';

export type BundleStatusProps = {
  readonly bundle: Bundle;
  /** Whether this page answers the form that sent it. */
  readonly justSent: boolean;
  /** Whether the confirmation mail has left. */
  readonly confirmationMailed: boolean;
  /** What the address of a form says to add to it; null where nothing can be added any more. */
  readonly adds: string | null;
  /** Where all of it can be taken back. */
  readonly manageUrl: string;
  /** Where one of it can be taken back, and questions answered. */
  readonly manageOne: (reference: Reference) => string;
};

/** Where each submission of a bundle stands, for a person who holds its link. */
export function bundleStatusPage(props: BundleStatusProps, context: PageContext): string {
  const { bundle, justSent, manageUrl, manageOne } = props;
  const { bundles, status } = context.messages;
  const { reference } = bundle[0];
  const title = justSent ? bundles.sentTitle(bundle.length) : bundles.title(bundle.length, reference);
  return renderPage({
    title,
    index: false,
    context,
    children: (
      <>
        <h1>{title}</h1>
        <p>
          {status.reference} <strong class="reference">{reference}</strong>
        </p>
        <p>{status.keep}</p>
        <Next {...props} context={context} />
        <BundleLinks adds={props.adds} all={null} context={context} />
        <BundleMembers
          submissions={bundle}
          context={context}
          ways={(one) => <NextAction submission={one} href={manageOne(one.reference)} context={context} />}
        />
        {bundle.some(isOpen) ? (
          <p>
            <a href={localHref(manageUrl, context.language)}>{bundles.cancelAll}</a>
          </p>
        ) : null}
      </>
    ),
  });
}

type PartProps = { readonly context: PageContext };

/** What happens next, as far as anything does. */
function Next({ bundle, confirmationMailed, context }: BundleStatusProps & PartProps) {
  const { status } = context.messages;
  const unconfirmed = bundle.some((one) => one.status === 'unconfirmed');
  if (!unconfirmed && !bundle.some(isWaiting)) return null;
  const { reachable } = bundle[0];
  return (
    <section>
      <h2>{status.next}</h2>
      {unconfirmed ? (
        <>
          <p>{confirmationMailed ? status.mailed : status.mailing}</p>
          <p>{status.unconfirmed}</p>
        </>
      ) : (
        <p>{reachable ? status.pendingReachable : status.pendingUnreachable}</p>
      )}
    </section>
  );
}

import { isCredited, isOpen, type Submission } from '../../domain/submission.ts';
import { localHref, type PageContext } from '../context.ts';

type Props = { readonly submission: Submission; readonly href: string; readonly context: PageContext };

/** Leads to what the contributor of a bundle may still do with one of it. */
export function NextAction({ submission, href, context }: Props) {
  const { status } = context.messages;
  if (!isOpen(submission) && !isCredited(submission)) return null;
  const undecided = submission.status === 'awaiting-reply' ? status.answer : status.change;
  return (
    <p>
      <a href={localHref(href, context.language)}>
        {isOpen(submission) ? undecided : status.uncredit} <span class="hidden">{submission.reference}</span>
      </a>
    </p>
  );
}

import type { InStatus, Submission } from '../../domain/submission.ts';
import { formatList } from '../../i18n/format.ts';
import type { PageContext } from '../context.ts';

/** Why a submission is closed that nobody decided on. */
export function closedText(
  { why, unitedWith, lapsed = [] }: InStatus<'closed'>,
  { messages, language }: PageContext,
): string {
  const { objections, status, fields } = messages;
  if (why === 'united' && unitedWith !== undefined) return objections.united(unitedWith);
  if (why !== 'fields-gone') return status.closed;
  return objections.fieldsGone(
    formatList(
      lapsed.map((field) => fields[field]),
      language,
    ),
  );
}

type Props = { readonly submission: Submission; readonly context: PageContext };

/** What a submission is about no more since that left the record; nothing where that is all of it, or none. */
export function Lapsed({ submission: { status, lapsed = [] }, context: { messages, language } }: Props) {
  if (lapsed.length === 0 || status === 'closed') return null;
  const names = lapsed.map((field) => messages.fields[field]);
  return <p class="notice">{messages.objections.lapsed(formatList(names, language))}</p>;
}

import type { Reference } from '../../domain/names.ts';
import { formatList } from '../../i18n/format.ts';
import { localHref, type PageContext } from '../context.ts';

/** An objection that holds a record, and the way to it. */
export type Holding = { readonly reference: Reference; readonly href: string };

type Props = { readonly holding: readonly Holding[]; readonly context: PageContext };

/** Says to those who decide on something else that the record is on hold, and why; nothing where it is not. */
export function HeldNotice({ holding, context }: Props) {
  const { objections } = context.messages;
  if (holding.length === 0) return null;
  const references = holding.map(({ reference }) => reference);
  return (
    <div class="notice">
      <p>{objections.onHold(formatList(references, context.language))}</p>
      {holding.map(({ reference, href }) => (
        <p key={reference}>
          <a href={localHref(href, context.language)}>{objections.openHeld(reference)}</a>
        </p>
      ))}
    </div>
  );
}

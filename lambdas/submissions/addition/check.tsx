import { recordPath } from '../../domain/record-path.ts';
import { type CheckProps, lookOver } from '../../pages/check.tsx';
import { webLinks } from '../../pages/components/facts.tsx';
import { localHref, type PageContext } from '../../pages/context.ts';
import type { ProposedBasis } from './document.ts';

export type AdditionCheckProps = Omit<CheckProps, 'kind' | 'action' | 'matter'> & {
  readonly basis: ProposedBasis;
  /** Projects it may be already. */
  readonly duplicates: readonly { readonly id: string; readonly title: string }[];
  /** Whether a proposal like it waits for a decision. */
  readonly waits: boolean;
};

/** What will be sent of a new project, after what the inventory may have of it already. */
export function additionCheckPage(props: AdditionCheckProps, context: PageContext): string {
  const { addition } = context.messages;
  const before = (
    <>
      <Duplicates duplicates={props.duplicates} context={context} />
      {props.waits ? (
        <section class="notice">
          <h2>{context.messages.alike.check.title}</h2>
          <p>{context.messages.alike.check.addition}</p>
        </section>
      ) : null}
      <h2>{addition.basisTitle}</h2>
      {props.basis.basis === 'public' ? webLinks(props.basis.sources) : <p>{addition.byConsent}</p>}
    </>
  );
  return lookOver(
    { ...props, kind: 'addition', action: '/add' },
    addition.checkLead(props.title),
    before,
    context,
  );
}

type DuplicatesProps = {
  readonly duplicates: AdditionCheckProps['duplicates'];
  readonly context: PageContext;
};

function Duplicates({ duplicates, context }: DuplicatesProps) {
  const { addition } = context.messages;
  if (duplicates.length === 0) return null;
  return (
    <section class="notice">
      <h2>{addition.duplicates}</h2>
      <p>{addition.duplicatesHint}</p>
      <ul>
        {duplicates.map(({ id, title }) => (
          <li key={id}>
            <a href={localHref(recordPath(id), context.language)}>{title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

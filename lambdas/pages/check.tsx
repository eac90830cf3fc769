import type { ComponentChildren } from 'preact';
import type { Change, Contributor, ProposedBasis } from '../domain/documents.ts';
import { Changes } from './components/changes.tsx';
import { Facts, webLinks } from './components/facts.tsx';
import { localHref, type PageContext } from './context.ts';
import { renderPage } from './layout.tsx';

export type CheckProps = {
  /** The path of the form. */
  readonly action: string;
  readonly title: string;
  readonly changes: readonly Change[];
  readonly evidence: readonly string[];
  readonly comment: string | null;
  readonly contributor: Contributor;
  /** All that the form sent, to send it again: as it is, or back to the form. */
  readonly hidden: readonly (readonly [name: string, value: string])[];
};

/** What will be sent, to look over once more. */
export function checkPage(props: CheckProps, context: PageContext): string {
  const { check } = context.messages;
  return lookOver(props, check.lead(props.title), null, context);
}

export type AdditionCheckProps = Omit<CheckProps, 'action'> & {
  readonly basis: ProposedBasis;
  /** Projects it may be already. */
  readonly duplicates: readonly { readonly id: string; readonly title: string }[];
};

/** What will be sent of a new project, after what the inventory may have of it already. */
export function additionCheckPage(props: AdditionCheckProps, context: PageContext): string {
  const { addition } = context.messages;
  const before = (
    <>
      <Duplicates duplicates={props.duplicates} context={context} />
      <h2>{addition.basisTitle}</h2>
      {props.basis.basis === 'public' ? webLinks(props.basis.sources) : <p>{addition.byConsent}</p>}
    </>
  );
  return lookOver({ ...props, action: '/add' }, addition.checkLead(props.title), before, context);
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
            <a href={localHref(`/projects/${id}`, context.language)}>{title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function lookOver(props: CheckProps, lead: string, before: ComponentChildren, context: PageContext): string {
  const { check } = context.messages;
  return renderPage({
    title: check.title,
    index: false,
    context,
    children: (
      <>
        <h1>{check.title}</h1>
        <p class="lead">{lead}</p>
        {before}
        {props.changes.length === 0 ? null : <h2>{check.changes}</h2>}
        <Changes changes={props.changes} words={context} heading="h3" />
        <h2>{check.details}</h2>
        <Details props={props} context={context} />
        <form method="post" action={localHref(props.action, context.language)}>
          {props.hidden.map(([name, value], index) => (
            <input key={`${index}`} type="hidden" name={name} value={value} />
          ))}
          <div class="buttons">
            <button type="submit">{check.send}</button>
            <button type="submit" name="step" value="edit" class="second">
              {check.change}
            </button>
          </div>
        </form>
      </>
    ),
  });
}

function Details({ props, context }: { readonly props: CheckProps; readonly context: PageContext }) {
  const { bundles, check, labels } = context.messages;
  const { contributor, comment, evidence } = props;
  const sender = props.hidden.find(([name]) => name === 'bundle')?.[1];
  return (
    <Facts
      rows={[
        [check.evidence, webLinks(evidence) ?? check.none],
        [check.comment, comment === null ? check.none : <p class="text">{comment}</p>],
        ...(sender === undefined
          ? ([
              [check.email, contributor.email ?? check.none],
              [check.name, contributor.name ?? check.none],
              [check.organisation, contributor.organisation ?? check.none],
            ] as const)
          : ([[bundles.together, sender]] as const)),
        [check.role, contributor.role === null ? check.none : labels.role[contributor.role]],
        [check.credit, labels.credit[contributor.credit]],
        [check.remind, contributor.remind ? check.yes : null],
      ]}
    />
  );
}

import type { ComponentChildren } from 'preact';
import type { Change, Contributor } from '../domain/documents.ts';
import type { Field } from '../domain/record.ts';
import type { Kind } from '../submissions/kinds.ts';
import { traitsOf } from '../submissions/kinds.ts';
import { Instalments, OtherReadings } from './components/asked-again.tsx';
import { Changes } from './components/changes.tsx';
import { type Fact, Facts, webLinks } from './components/facts.tsx';
import { namedFields } from './components/named-fields.ts';
import { localHref, type PageContext } from './context.ts';
import { renderPage } from './layout.tsx';

export type CheckProps = {
  readonly kind: Kind;
  /** The path of the form. */
  readonly action: string;
  readonly title: string;
  readonly changes: readonly Change[];
  /** What another correction that waits changes as well. */
  readonly rivals?: readonly Field[];
  readonly evidence: readonly string[];
  readonly comment: string | null;
  readonly contributor: Contributor;
  /** What is said besides changes: what is consented or objected to. */
  readonly matter?: readonly Fact[];
  /** All that the form sent, to send it again: as it is, or back to the form. */
  readonly hidden: readonly (readonly [name: string, value: string])[];
};

/** What will be sent, to look over once more. */
export function checkPage(props: CheckProps, context: PageContext): string {
  const { check } = context.messages;
  const before = (
    <>
      <Rivals fields={props.rivals ?? []} context={context} />
      {props.matter === undefined ? null : <Facts rows={props.matter} />}
    </>
  );
  return lookOver(props, check.lead(props.title), before, context);
}

type RivalsProps = { readonly fields: readonly Field[]; readonly context: PageContext };

/** That another one waits which changes the same; nothing of what it says is anybody's to see yet. */
function Rivals({ fields, context }: RivalsProps) {
  const { check } = context.messages.alike;
  if (fields.length === 0) return null;
  return (
    <section class="notice">
      <h2>{check.title}</h2>
      <p>{check.correction(namedFields(fields, context))}</p>
    </section>
  );
}

/** What will be sent, below what is said before it. */
export function lookOver(
  props: CheckProps,
  lead: string,
  before: ComponentChildren,
  context: PageContext,
): string {
  const { check, addition, kinds } = context.messages;
  return renderPage({
    title: check.title,
    index: false,
    context,
    children: (
      <>
        <h1>{check.title}</h1>
        <p class="lead">{lead}</p>
        {before}
        {props.changes.length === 0 ? null : (
          <h2>{traitsOf(props).proposesRecord ? addition.record : check.changes}</h2>
        )}
        <Instalments changes={props.changes} words={context} />
        <Changes
          changes={props.changes}
          proposed={traitsOf(props).proposesRecord}
          words={context}
          heading="h3"
        />
        <h2>{check.details}</h2>
        <Details props={props} context={context} />
        <form method="post" action={localHref(props.action, context.language)}>
          {props.hidden.map(([name, value], index) => (
            <input key={`${index}`} type="hidden" name={name} value={value} />
          ))}
          <OtherReadings entries={props.hidden} words={context} />
          <div class="buttons">
            <button type="submit">{kinds[props.kind].send}</button>
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
  const { kind, contributor, comment, evidence } = props;
  const sender = props.hidden.find(([name]) => name === 'bundle')?.[1];
  // What takes effect shows no source, and names nobody.
  const published = traitsOf({ kind }).changesFields;
  return (
    <Facts
      rows={[
        [check.evidence, published ? (webLinks(evidence) ?? check.none) : null],
        [check.comment, comment === null ? check.none : <p class="text">{comment}</p>],
        ...(sender === undefined
          ? ([
              [check.email, contributor.email ?? check.none],
              [check.name, contributor.name ?? check.none],
              [check.organisation, contributor.organisation ?? check.none],
            ] as const)
          : ([[bundles.together, sender]] as const)),
        [check.role, contributor.role === null ? check.none : labels.role[contributor.role]],
        [check.credit, published ? labels.credit[contributor.credit] : null],
        [check.remind, contributor.remind ? check.yes : null],
      ]}
    />
  );
}

import { filledFields } from '../../domain/basis.ts';
import type { Removal, Waiting } from '../../domain/removal.ts';
import type { PageContext } from '../context.ts';
import { Facts } from './facts.tsx';
import { PlainValue } from './old-and-new.tsx';

type Props = {
  readonly removal: Removal;
  readonly context: PageContext;
  /** Heading level: 2 on a page of its own, 3 below a section's. */
  readonly heading: 'h2' | 'h3';
};

/** What approving an objection removes, and which others that wait end with it: it cannot be undone. */
export function WhatGoes({ removal, context, heading: Heading }: Props) {
  const { objections, fields } = context.messages;
  const { content, whole, consents } = removal;
  const gone = filledFields(content).filter((field) => whole || removal.fields.includes(field));
  const lead = whole ? objections.goesWhole : objections.goesFields;
  return (
    <section class="goes">
      <Heading>{objections.goes}</Heading>
      <p>{gone.length === 0 ? objections.goesNothing : lead}</p>
      <Facts
        rows={gone.map((field) => [
          fields[field],
          <div class="text">
            <PlainValue field={field} value={content[field]} words={context} />
          </div>,
        ])}
      />
      {consents === 0 ? null : <p>{objections.consents(consents)}</p>}
      <Heading>{objections.waiting}</Heading>
      <Ends removal={removal} context={context} />
    </section>
  );
}

function Ends({ removal, context }: Omit<Props, 'heading'>) {
  const { objections } = context.messages;
  const { closes, lapses, stays, more } = removal;
  if (closes.length + lapses.length + stays + more === 0) return <p>{objections.waitingNone}</p>;
  const count = closes.length + (removal.whole ? more : 0);
  const counted = more > 0 && !removal.whole ? objections.closesAtLeast : objections.closes;
  return (
    <>
      {count === 0 ? null : (
        <>
          <p class="notice">{counted(count)}</p>
          <Named waiting={closes} context={context} />
        </>
      )}
      {lapses.length === 0 ? null : (
        <>
          <p>{objections.lapses(lapses.length)}</p>
          <Named waiting={lapses} context={context} />
        </>
      )}
      {stays === 0 ? null : <p>{objections.stays(stays)}</p>}
    </>
  );
}

function Named({
  waiting,
  context,
}: {
  readonly waiting: readonly Waiting[];
  readonly context: PageContext;
}) {
  const { kinds } = context.messages;
  return (
    <ul>
      {waiting.map(({ kind, reference }) => (
        <li key={reference}>{kinds[kind].named(reference)}</li>
      ))}
    </ul>
  );
}

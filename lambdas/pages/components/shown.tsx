import type { ComponentChildren } from 'preact';
import type { FieldValue } from '../../domain/record.ts';
import { valueLines } from '../../i18n/value-lines.ts';
import type { ShownProps } from '../fields/view.ts';
import { WebLink } from './facts.tsx';

/** A value in paragraphs. */
export function Paragraphs({ lines }: { readonly lines: readonly string[] }) {
  return (
    <>
      {lines.map((line) => (
        <p key={line} class="text">
          {line}
        </p>
      ))}
    </>
  );
}

export function Items({ items }: { readonly items: readonly ComponentChildren[] }) {
  return (
    <ul>
      {items.map((item, index) => (
        <li key={`${index}`}>{item}</li>
      ))}
    </ul>
  );
}

/** A value of one piece, in the words it is told in. */
export function shownInWords({ field, value, context }: ShownProps<unknown>) {
  return <Paragraphs lines={linesOf({ field, value, context })} />;
}

/** The items of a list, in the words they are told in. */
export function shownInItems({ field, value, context }: ShownProps<unknown>) {
  return <Items items={linesOf({ field, value, context })} />;
}

function linesOf({ field, value, context }: ShownProps<unknown>): readonly string[] {
  return valueLines(field, value as FieldValue, context).flatMap((line) => line.split('\n'));
}

/** What is called by a name that leads to its page, where it has one. */
export function named(name: string, url: string | null): ComponentChildren {
  return url === null ? name : <WebLink url={url} text={name} />;
}

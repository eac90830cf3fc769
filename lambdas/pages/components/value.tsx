import { type Content, type Field, kindOf } from '../../domain/record.ts';
import { valueLines } from '../../i18n/value-lines.ts';
import type { PageContext } from '../context.ts';
import { viewOf } from '../fields/views.ts';

type Props = { readonly field: Field; readonly record: Content; readonly context: PageContext };

/** A published value, with its web addresses as links. */
export function Value({ field, record, context }: Props) {
  const value = record[field];
  if (valueLines(field, value, context).length === 0)
    return <span class="quiet">{context.messages.unknown}</span>;
  return <>{viewOf(kindOf(field).kind).Shown({ field, value, context })}</>;
}

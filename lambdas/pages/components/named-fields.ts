import type { Field } from '../../domain/record.ts';
import { formatList } from '../../i18n/format.ts';
import type { PageContext } from '../context.ts';

/** What fields are called, in one line. */
export function namedFields(fields: readonly Field[], { messages, language }: PageContext): string {
  return formatList(
    fields.map((field) => messages.fields[field]),
    language,
  );
}

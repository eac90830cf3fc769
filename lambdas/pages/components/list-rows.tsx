import { controls, type Field } from '../../domain/record.ts';
import { type Column, columnsOf, shownRows } from '../rows.ts';
import type { FormState } from './form-state.ts';
import { TextQuestion } from './question.tsx';

type Props = { readonly form: FormState; readonly field: Field; readonly base: string };

/** The items of a list in boxes, and an empty row for one more. */
export function ListRows({ form, field, base }: Props) {
  const columns = columnsOf(field);
  return (
    <>
      {shownRows(base, form.entries, 1).map((row) =>
        columns ? (
          <Row
            key={row}
            form={form}
            field={field}
            base={`${base}[${row}]`}
            number={row + 1}
            columns={columns}
          />
        ) : (
          <TextQuestion
            key={row}
            form={form}
            name={`${base}[${row}]`}
            label={form.words.messages.item(form.words.messages.fields[field], row + 1)}
            {...(controls[field] === 'texts' ? { rows: 2 } : {})}
          />
        ),
      )}
    </>
  );
}

type RowProps = Props & { readonly number: number; readonly columns: readonly Column[] };

function Row({ form, field, base, number, columns }: RowProps) {
  const { messages } = form.words;
  return (
    <fieldset class="row">
      <legend>{messages.item(messages.fields[field], number)}</legend>
      {columns.map((column) => (
        <TextQuestion
          key={column}
          form={form}
          name={`${base}[${column}]`}
          label={messages.columns[column]}
          type={column === 'url' ? 'url' : 'text'}
        />
      ))}
    </fieldset>
  );
}

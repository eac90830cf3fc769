import type { Field } from '../../domain/record.ts';
import { LIST_LIMIT } from '../../domain/values.ts';
import type { ColumnName } from '../../fields/kind.ts';
import { inputId } from '../form-problem.ts';
import { columnsOf, filledRows, nextRow, shownRows, spareRows } from '../rows.ts';
import { errorOf, type FormState } from './form-state.ts';
import { HintAndError } from './question.tsx';
import { RowInput } from './row-input.tsx';
import { StepButton } from './step-button.tsx';

type Props = {
  readonly form: FormState;
  readonly field: Field;
  readonly base: string;
  /** How many lines the one box of a row shows. */
  readonly lines?: number;
};

/** The items of a list in boxes, each with a button that removes it, and one that asks for another. */
export function ListRows({ form, field, base, ...box }: Props) {
  const rows = shownRows(base, form.entries, spareRows(form, base));
  const filled = new Set(filledRows(base, form.entries));
  return (
    <>
      {rows.map((row) => (
        <Row key={row} form={form} field={field} base={base} row={row} filled={filled.has(row)} {...box} />
      ))}
      <Another base={base} field={field} rows={rows} form={form} />
    </>
  );
}

type RowProps = Props & { readonly row: number; readonly filled: boolean };

function Row({ form, field, base, row, filled, lines }: RowProps) {
  const { messages } = form.words;
  const name = `${base}[${row}]`;
  const title = messages.item(messages.fields[field], row + 1);
  const columns = columnsOf(field);
  // An empty row is left out anyway.
  const remove = filled ? (
    <StepButton step={`remove:${name}`} target={base}>
      {messages.remove(row + 1)}
    </StepButton>
  ) : null;
  if (!columns) {
    return (
      <div>
        <RowInput
          form={form}
          name={name}
          label={title}
          first
          {...(lines === undefined ? {} : { rows: lines })}
        />
        {remove}
      </div>
    );
  }
  const wrong = errorOf(form, name) !== null;
  return (
    <fieldset {...(wrong ? { id: inputId(name) } : {})}>
      <legend>{title}</legend>
      <HintAndError form={form} name={name} />
      {columns.map((column, index) => (
        <RowInput
          key={column}
          first={index === 0}
          form={form}
          name={`${name}[${column}]`}
          label={messages.columns[column]}
          {...(column === 'url' ? { type: 'url' } : {})}
        />
      ))}
      {remove}
    </fieldset>
  );
}

type AnotherProps = Omit<Props, 'lines'> & { readonly rows: readonly number[] };

/** Brings the form back with one row more, which then has the focus. */
export function Another({ form, field, base, rows }: AnotherProps) {
  const { messages } = form.words;
  if (rows.length >= LIST_LIMIT) return null;
  const first = firstCell(`${base}[${nextRow(rows)}]`, columnsOf(field));
  return (
    <StepButton step={`more:${base}`} target={first}>
      {messages.addTo(messages.fields[field])}
    </StepButton>
  );
}

function firstCell(row: string, columns: readonly ColumnName[] | undefined): string {
  return columns ? `${row}[${columns[0]}]` : row;
}

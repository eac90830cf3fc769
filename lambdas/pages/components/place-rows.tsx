import { entryPlace, placeEntry } from '../../domain/places.ts';
import { formatPlace } from '../../i18n/format.ts';
import { inputId } from '../form-problem.ts';
import { placeNames } from '../places.ts';
import { shownRows, spareRows } from '../rows.ts';
import { Cell } from './cell.tsx';
import { errorOf, type FormState } from './form-state.ts';
import { Another } from './list-rows.tsx';
import { Tick } from './tick.tsx';

type Props = { readonly form: FormState; readonly base: string };

/**
 * A tick for each country or region there is, and boxes to write the names of others in: a list of 280 choices for each
 * row would weigh more than the rest of the page. A short form suggests the names.
 */
export function PlaceRows({ form, base }: Props) {
  const list = form.short ? `${inputId(base)}-names` : null;
  const rows = shownRows(base, form.entries, spareRows(form, base, 'beneficiaries'));
  return (
    <>
      {rows.map((row) => (
        <PlaceRow key={row} form={form} name={`${base}[${row}]`} number={row + 1} list={list} />
      ))}
      <Another base={base} field="beneficiaries" rows={rows} form={form} />
      {list === null ? null : (
        <datalist id={list}>
          {placeNames(form.words.language).map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
    </>
  );
}

type RowProps = {
  readonly form: FormState;
  readonly name: string;
  readonly number: number;
  readonly list: string | null;
};

function PlaceRow({ form, name, number, list }: RowProps) {
  const { messages, language } = form.words;
  const code = entryPlace(form.entries.get(name));
  if (code !== null) {
    return (
      <Tick
        type="checkbox"
        {...(errorOf(form, name) === null ? {} : { id: inputId(name) })}
        name={name}
        value={placeEntry(code)}
        label={formatPlace(code, language)}
        checked
      />
    );
  }
  const label = messages.item(messages.fields.beneficiaries, number);
  return (
    <div>
      <Cell form={form} name={name} label={label} first {...(list === null ? {} : { list })} />
    </div>
  );
}

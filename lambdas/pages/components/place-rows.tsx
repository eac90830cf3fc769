import { formatPlace } from '../../i18n/format.ts';
import { inputId } from '../form-problem.ts';
import { placeNames } from '../places.ts';
import { BLANK_PLACES, isPlace, shownRows } from '../rows.ts';
import type { FormState } from './form-state.ts';
import { TextQuestion, Tick } from './question.tsx';

type Props = { readonly form: FormState; readonly base: string };

/**
 * A tick for each country or region there is, and boxes to write the names of others in: a list of 280 choices for each
 * row would weigh more than the rest of the page.
 */
export function PlaceRows({ form, base }: Props) {
  const list = `${inputId(base)}-names`;
  return (
    <>
      {shownRows(base, form.entries, BLANK_PLACES).map((row) => (
        <PlaceRow key={row} form={form} base={base} row={row} list={list} />
      ))}
      <datalist id={list}>
        {placeNames(form.words.language).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

function PlaceRow({ form, base, row, list }: Props & { readonly row: number; readonly list: string }) {
  const { messages, language } = form.words;
  const name = `${base}[${row}]`;
  const code = form.entries.get(name);
  if (isPlace(code)) {
    return (
      <Tick
        type="checkbox"
        id={inputId(name)}
        name={name}
        value={code}
        label={formatPlace(code, language)}
        checked
      />
    );
  }
  return (
    <TextQuestion
      form={form}
      name={name}
      label={messages.item(messages.fields.beneficiaries, row + 1)}
      list={list}
    />
  );
}

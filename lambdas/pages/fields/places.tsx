import { entryPlace, placeEntry } from '../../domain/places.ts';
import { formatList, formatPlace } from '../../i18n/format.ts';
import { errorOf, type FormState } from '../components/form-state.ts';
import { ListQuestion } from '../components/list-question.tsx';
import { Another } from '../components/list-rows.tsx';
import { RowInput } from '../components/row-input.tsx';
import { Paragraphs } from '../components/shown.tsx';
import { Tick } from '../components/tick.tsx';
import { inputId } from '../form-problem.ts';
import { shownRows, spareRows } from '../rows.ts';
import type { QuestionProps, View } from './view.ts';

export const places: View<readonly string[]> = {
  Question: (props) => (
    <ListQuestion {...props}>
      <PlaceRows {...props} />
    </ListQuestion>
  ),
  Shown: ({ value, context: { language } }) => (
    <Paragraphs
      lines={[
        formatList(
          value.map((code) => formatPlace(code, language)),
          language,
        ),
      ]}
    />
  ),
};

/** In a form that asks for countries or regions alone. */
const SPARE = 3;

/**
 * A tick for each country or region there is, and boxes to write the names of others in: a list of 280 choices for each
 * row would weigh more than the rest of the page. A short form suggests the names.
 */
function PlaceRows({ form, field, base }: QuestionProps) {
  const list = form.short ? `${inputId(base)}-names` : null;
  const rows = shownRows(base, form.entries, spareRows(form, base, SPARE));
  return (
    <>
      {rows.map((row) => (
        <PlaceRow
          key={row}
          form={form}
          name={`${base}[${row}]`}
          label={form.words.messages.item(form.words.messages.fields[field], row + 1)}
          list={list}
        />
      ))}
      <Another base={base} field={field} rows={rows} form={form} />
      {list === null ? null : (
        <datalist id={list}>
          {form.short?.placeNames().map((name) => (
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
  readonly label: string;
  readonly list: string | null;
};

function PlaceRow({ form, name, label, list }: RowProps) {
  const { language } = form.words;
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
  return (
    <div>
      <RowInput form={form} name={name} label={label} first {...(list === null ? {} : { list })} />
    </div>
  );
}

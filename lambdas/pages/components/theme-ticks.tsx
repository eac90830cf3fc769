import { themes } from '../../domain/record.ts';
import { filledRows } from '../rows.ts';
import type { FormState } from './form-state.ts';
import { Tick } from './tick.tsx';

/** A tick for each theme. */
export function ThemeTicks({ form, base }: { readonly form: FormState; readonly base: string }) {
  const ticked = filledRows(base, form.entries).map((row) => form.entries.get(`${base}[${row}]`));
  return (
    <>
      {themes.map((theme, index) => (
        <Tick
          key={theme}
          type="checkbox"
          name={`${base}[${index}]`}
          value={theme}
          label={form.words.messages.labels.theme[theme]}
          checked={ticked.includes(theme)}
        />
      ))}
    </>
  );
}

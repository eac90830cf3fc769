import { ListQuestion } from '../components/list-question.tsx';
import { shownInItems } from '../components/shown.tsx';
import { Tick } from '../components/tick.tsx';
import { filledRows } from '../rows.ts';
import { optionsOf } from './choice.tsx';
import type { QuestionProps, View } from './view.ts';

export const choices: View<readonly string[]> = {
  Question: (props) => (
    <ListQuestion {...props}>
      <Ticks {...props} />
    </ListQuestion>
  ),
  Shown: shownInItems,
};

/** A tick for each choice there is. */
function Ticks({ form, field, base }: QuestionProps) {
  const ticked = filledRows(base, form.entries).map((row) => form.entries.get(`${base}[${row}]`));
  return (
    <>
      {optionsOf({ form, field }).map(([value, label], index) => (
        <Tick
          key={value}
          type="checkbox"
          name={`${base}[${index}]`}
          value={value}
          label={label}
          checked={ticked.includes(value)}
        />
      ))}
    </>
  );
}

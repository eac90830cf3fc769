import { recordPath } from '../../domain/record-path.ts';
import { rowsField } from '../components/list-question.tsx';
import { Items } from '../components/shown.tsx';
import { localHref } from '../context.ts';
import type { View } from './view.ts';

export const recordIds: View<readonly string[]> = {
  Question: rowsField(),
  Shown: ({ value, context }) => (
    <Items
      items={value.map((id) => (
        <a key={id} href={localHref(recordPath(id), context.language)}>
          {id}
        </a>
      ))}
    />
  ),
};

import type { Activity } from '../../fields/activities.ts';
import { formatDate } from '../../i18n/format.ts';
import { rowsField } from '../components/list-question.tsx';
import { Items, named } from '../components/shown.tsx';
import type { PageContext } from '../context.ts';
import type { View } from './view.ts';

export const activities: View<readonly Activity[]> = {
  Question: rowsField(),
  Shown: ({ value, context }) => <Items items={value.map((one) => shown(one, context))} />,
};

function shown({ title, date, place, url }: Activity, { language }: PageContext) {
  const when = date === null ? null : formatDate(date, language);
  const details = [when, place].filter((part) => part !== null).join(', ');
  return (
    <>
      {named(title, url)}
      {details === '' ? null : <span class="quiet">, {details}</span>}
    </>
  );
}

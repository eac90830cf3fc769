import type { Organisation } from '../../fields/organisations.ts';
import { rowsField } from '../components/list-question.tsx';
import { Items, named } from '../components/shown.tsx';
import type { View } from './view.ts';

export const organisations: View<readonly Organisation[]> = {
  Question: rowsField(),
  Shown: ({ value }) => <Items items={value.map(({ name, url }) => named(name, url))} />,
};

import type { Link } from '../../fields/links.ts';
import { rowsField } from '../components/list-question.tsx';
import { Items, named } from '../components/shown.tsx';
import type { View } from './view.ts';

export const links: View<readonly Link[]> = {
  Question: rowsField(),
  Shown: ({ value }) => <Items items={value.map(({ title, url }) => named(title ?? url, url))} />,
};

import { WebLink } from '../components/facts.tsx';
import { textField } from '../components/text-field.tsx';
import type { View } from './view.ts';

export const url: View<string> = {
  Question: textField({ type: 'url' }),
  Shown: ({ value }) => <WebLink url={value} />,
};

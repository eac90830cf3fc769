import { formatDate } from '../../i18n/format.ts';
import { textField } from '../components/text-field.tsx';
import type { View } from './view.ts';

export const partialDate: View<string> = {
  Question: textField({ narrow: true }),
  Shown: ({ value, context }) => <time dateTime={value}>{formatDate(value, context.language)}</time>,
};

import { shownInWords } from '../components/shown.tsx';
import { textField } from '../components/text-field.tsx';
import type { View } from './view.ts';

export const number: View<number> = { Question: textField({ narrow: true }), Shown: shownInWords };

import { shownInWords } from '../components/shown.tsx';
import { textField } from '../components/text-field.tsx';
import type { View } from './view.ts';

export const text: View<string> = { Question: textField({ rows: 8 }), Shown: shownInWords };

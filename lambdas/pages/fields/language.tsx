import { shownInWords } from '../components/shown.tsx';
import { textField } from '../components/text-field.tsx';
import type { View } from './view.ts';

export const language: View<string> = { Question: textField(), Shown: shownInWords };

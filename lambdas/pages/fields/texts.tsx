import { rowsField } from '../components/list-question.tsx';
import { shownInItems } from '../components/shown.tsx';
import type { View } from './view.ts';

export const texts: View<readonly string[]> = { Question: rowsField(2), Shown: shownInItems };

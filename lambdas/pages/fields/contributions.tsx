import type { Contribution } from '../../domain/contribution.ts';
import { rowsField } from '../components/list-question.tsx';
import { shownInItems } from '../components/shown.tsx';
import type { View } from './view.ts';

export const contributions: View<readonly Contribution[]> = { Question: rowsField(), Shown: shownInItems };

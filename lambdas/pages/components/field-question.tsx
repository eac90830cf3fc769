import { kindOf } from '../../domain/record.ts';
import type { QuestionProps } from '../fields/view.ts';
import { viewOf } from '../fields/views.ts';

/** Asks for the value of one field of a record. */
export function FieldQuestion(props: QuestionProps) {
  return <>{viewOf(kindOf(props.field).kind).Question(props)}</>;
}

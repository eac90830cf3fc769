import type { ComponentChildren } from 'preact';
import type { Field } from '../../domain/record.ts';
import type { FormState } from '../components/form-state.ts';
import type { PageContext } from '../context.ts';

export type QuestionProps = {
  readonly form: FormState;
  readonly field: Field;
  /** The name of its input, or what the names of its rows begin with. */
  readonly base: string;
};

export type ShownProps<Value> = {
  readonly field: Field;
  readonly value: Value;
  readonly context: PageContext;
};

/** How a kind of field is asked for in a form, and shown where it is published. */
export type View<Value> = {
  Question(props: QuestionProps): ComponentChildren;
  /** @param props its value is never the empty one */
  Shown(props: ShownProps<Value>): ComponentChildren;
};

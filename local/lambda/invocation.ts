/** What a worker is asked to do. */
export type Invocation = {
  readonly id: string;
  /** JSON. */
  readonly event: string;
  /** When the function's time is over, in milliseconds since 1970. */
  readonly deadline: number;
};

/** What became of it: a result as JSON, or a failure with its stack. */
export type Outcome =
  | { readonly id: string; readonly result: string }
  | { readonly id: string; readonly failure: string };

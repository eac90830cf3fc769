/** Calls of a table or a bucket made at the same time. */
const PARALLEL = 16;

/** The outputs in the order of the inputs; a few are worked on at a time. */
export async function inParallel<Input, Output>(
  inputs: readonly Input[],
  work: (input: Input) => Promise<Output>,
): Promise<readonly Output[]> {
  const outputs: Output[] = [];
  for (let start = 0; start < inputs.length; start += PARALLEL) {
    outputs.push(...(await Promise.all(inputs.slice(start, start + PARALLEL).map(work))));
  }
  return outputs;
}

/**
 * What Enter does in a box: browsers press the first button of a form, which must not be one that removes a row. Nobody sees
 * it or reaches it otherwise.
 */
export function DefaultButton({ step }: { readonly step?: string }) {
  const sent = step === undefined ? {} : { name: 'step', value: step };
  return <button type="submit" class="hidden" tabIndex={-1} aria-hidden="true" {...sent} />;
}

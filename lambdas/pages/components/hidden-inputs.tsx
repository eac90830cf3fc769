/** Inputs nobody sees, by name; those without a value are left out. */
export function HiddenInputs({
  values,
}: {
  readonly values: Readonly<Record<string, string | number | null>>;
}) {
  return (
    <>
      {Object.entries(values).map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
    </>
  );
}

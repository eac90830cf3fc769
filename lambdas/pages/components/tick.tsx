type TickProps = {
  readonly type: 'radio' | 'checkbox';
  /** Where something leads to it. */
  readonly id?: string;
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly checked: boolean;
};

/** A radio or a checkbox with its label, large enough for a thumb. */
export function Tick({ label, ...input }: TickProps) {
  return (
    <label class="tick">
      <input {...input} />
      {label}
    </label>
  );
}

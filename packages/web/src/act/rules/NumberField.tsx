interface NumberFieldProps {
  label: string
  value: number
  onChange: (value: number) => void
}

/** A number of the rule, not below nothing. */
export function NumberField({ label, value, onChange }: NumberFieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        className="input input--small"
        type="number"
        min={0}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </label>
  )
}

import { useId } from 'react'

interface TextAreaProps {
  label: string
  hint?: string
  value: string
  rows?: number
  onChange: (value: string) => void
}

/** Several lines of text with their label and hint. */
export function TextArea({ label, hint, value, rows = 3, onChange }: TextAreaProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="input"
        rows={rows}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint !== undefined && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  )
}

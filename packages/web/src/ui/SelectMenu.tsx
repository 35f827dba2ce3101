interface SelectMenuProps<T extends string> {
  /** What is chosen here; read aloud, and shown when there is no room for it elsewhere. */
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
}

/** The system's own list behind our face: it works with every keyboard, reader and phone. */
export function SelectMenu<T extends string>({
  label,
  value,
  options,
  onChange,
}: SelectMenuProps<T>) {
  return (
    <span className="select">
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value as T)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  )
}

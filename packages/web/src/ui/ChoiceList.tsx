interface ChoiceListProps<T extends string> {
  label: string
  /** Undefined while they are being read: then it is not yet said that there are none. */
  options: readonly { value: T; label: string }[] | undefined
  chosen: readonly T[]
  onChange: (chosen: T[]) => void
  /** What is said where there is nothing to choose from. */
  empty?: string
}

/** Several of a list, each with its box. */
export function ChoiceList<T extends string>({
  label,
  options,
  chosen,
  onChange,
  empty = 'There is nothing to choose from yet.',
}: ChoiceListProps<T>) {
  return (
    <fieldset className="field choice-list">
      <legend>{label}</legend>
      {options?.length === 0 && <span className="hint">{empty}</span>}
      <div className="choices">
        {options?.map((option) => (
          <label key={option.value}>
            <input
              type="checkbox"
              checked={chosen.includes(option.value)}
              onChange={({ target }) =>
                onChange(
                  target.checked
                    ? [...chosen, option.value]
                    : chosen.filter((value) => value !== option.value),
                )
              }
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

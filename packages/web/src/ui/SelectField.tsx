import type { ComponentProps } from 'react'
import { SelectMenu } from './SelectMenu.tsx'

type SelectFieldProps<T extends string> = ComponentProps<typeof SelectMenu<T>> & { hint?: string }

/** A choice in a form, with its label in sight. */
export function SelectField<T extends string>({ hint, ...menu }: SelectFieldProps<T>) {
  return (
    <div className="field">
      <span aria-hidden="true">{menu.label}</span>
      <SelectMenu {...menu} />
      {hint !== undefined && <span className="hint">{hint}</span>}
    </div>
  )
}

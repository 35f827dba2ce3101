import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import { readList } from '../../ui/read-typed.ts'

interface NamesFieldProps {
  label: string
  hint: string
  names: readonly string[]
  onChange: (names: string[]) => void
}

/** Names with commas between them; they are read as they are typed, and written as they were typed. */
export function NamesField({ label, hint, names, onChange }: NamesFieldProps) {
  const [text, setText] = useState(names.join(', '))
  const change = (value: string) => {
    setText(value)
    onChange(readList(value))
  }
  return (
    <TextField
      label={label}
      hint={hint}
      value={text}
      onChange={(event) => change(event.target.value)}
    />
  )
}

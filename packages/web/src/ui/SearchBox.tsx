import { useEffect, useState } from 'react'

const typingPauseMilliseconds = 250

interface SearchBoxProps {
  label: string
  placeholder?: string
  /** What is searched for; nothing while everything is shown. */
  value: string | undefined
  onChange: (value: string | undefined) => void
}

/**
 * Searches once the typing pauses. What is typed stays as it is, with its spaces, and gives way only when
 * somebody else has changed what is searched for: the way back, or a button that shows all.
 */
export function SearchBox({ label, placeholder = label, value, onChange }: SearchBoxProps) {
  const [typed, setTyped] = useState(value ?? '')
  const [asked, setAsked] = useState(value)
  const [seen, setSeen] = useState(value)
  if (value !== seen) {
    setSeen(value)
    if (value !== asked) {
      setTyped(value ?? '')
      setAsked(value)
    }
  }
  useEffect(() => {
    const wanted = typed.trim() === '' ? undefined : typed.trim()
    if (wanted === value) return undefined
    const timer = setTimeout(() => {
      setAsked(wanted)
      onChange(wanted)
    }, typingPauseMilliseconds)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])
  return (
    <input
      className="input input--small"
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}

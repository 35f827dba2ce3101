import type { ReactNode, SubmitEvent } from 'react'
import { Button } from '../ui/Button.tsx'
import { FormError } from '../ui/FormError.tsx'

interface DoorFormProps {
  action: string
  pending: boolean
  error: Error | null
  onSubmit: (fields: Readonly<Record<string, string>>) => void
  children: ReactNode
}

/** A form that hands over its named fields as text, and says what went wrong. */
export function DoorForm({ action, pending, error, onSubmit, children }: DoorFormProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = [...new FormData(event.currentTarget)].map(([name, value]) => [
      name,
      typeof value === 'string' ? value : '',
    ])
    onSubmit(Object.fromEntries(fields) as Record<string, string>)
  }
  return (
    <form className="form" onSubmit={submit}>
      {children}
      <FormError error={error} />
      <div>
        <Button type="submit" look="primary" disabled={pending}>
          {action}
        </Button>
      </div>
    </form>
  )
}

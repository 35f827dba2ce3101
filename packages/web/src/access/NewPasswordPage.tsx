import { useState } from 'react'
import { useCommand } from '../api/use-command.ts'
import { Door } from './Door.tsx'
import { DoorForm } from './DoorForm.tsx'
import { PasswordField } from './NameAndPassword.tsx'
import { takeToken } from './one-time-token.ts'

/** Sets a new password by a one-time link. */
export function NewPasswordPage() {
  const [token] = useState(takeToken)
  const change = useCommand('access.new-password')
  const submit = (fields: Readonly<Record<string, string>>) =>
    change.mutate(
      { token: token ?? '', password: fields.password ?? '' },
      { onSuccess: () => location.assign('/sign-in') },
    )
  return (
    <Door title="A new password">
      <DoorForm action="Set it" pending={change.isPending} error={change.error} onSubmit={submit}>
        <PasswordField label="New password" />
      </DoorForm>
    </Door>
  )
}

import { useState } from 'react'
import { useCommand } from '../api/use-command.ts'
import { Door } from './Door.tsx'
import { DoorForm } from './DoorForm.tsx'
import { NameField, PasswordField } from './NameAndPassword.tsx'
import { takeToken } from './one-time-token.ts'

/** Takes an invitation: gives name and password, and comes in. */
export function InvitationPage() {
  const [token] = useState(takeToken)
  const accept = useCommand('access.accept-invitation')
  const submit = (fields: Readonly<Record<string, string>>) =>
    accept.mutate(
      { token: token ?? '', name: fields.name ?? '', password: fields.password ?? '' },
      { onSuccess: () => location.assign('/') },
    )
  return (
    <Door title="You are invited">
      <DoorForm action="Come in" pending={accept.isPending} error={accept.error} onSubmit={submit}>
        <NameField />
        <PasswordField />
      </DoorForm>
    </Door>
  )
}

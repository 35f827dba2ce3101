import { useState } from 'react'
import { useCommand } from '../api/use-command.ts'
import { Door } from './Door.tsx'
import { DoorForm } from './DoorForm.tsx'
import { NameField, PasswordField } from './NameAndPassword.tsx'
import { takeToken } from './one-time-token.ts'
import { TextField } from './TextField.tsx'

/** The first owner, once in the life of an installation, by the link that the first start printed. */
export function SetupPage() {
  const [token] = useState(takeToken)
  const setUp = useCommand('access.setup')
  if (token === undefined) {
    return (
      <Door title="Fealty is not set up yet">
        <p className="muted">
          Open the link that the program printed when it was started; it makes the first owner. It
          works for a day; a new start prints a new one.
        </p>
      </Door>
    )
  }
  const submit = (fields: Readonly<Record<string, string>>) =>
    setUp.mutate(
      {
        token,
        email: fields.email ?? '',
        name: fields.name ?? '',
        password: fields.password ?? '',
      },
      { onSuccess: () => location.assign('/') },
    )
  return (
    <Door title="Make yourself the owner">
      <DoorForm action="Start" pending={setUp.isPending} error={setUp.error} onSubmit={submit}>
        <NameField />
        <TextField label="E-mail" name="email" type="email" autoComplete="username" required />
        <PasswordField />
      </DoorForm>
    </Door>
  )
}

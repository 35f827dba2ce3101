import { getRouteApi } from '@tanstack/react-router'
import { useCommand } from '../api/use-command.ts'
import { safeBack } from '../url/search-schema.ts'
import { Door } from './Door.tsx'
import { DoorForm } from './DoorForm.tsx'
import { TextField } from './TextField.tsx'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { back } = route.useSearch()
  const signIn = useCommand('access.sign-in')
  const submit = (fields: Readonly<Record<string, string>>) =>
    signIn.mutate(
      { email: fields.email ?? '', password: fields.password ?? '' },
      { onSuccess: () => location.assign(safeBack(back)) },
    )
  return (
    <Door title="Sign in">
      <DoorForm action="Sign in" pending={signIn.isPending} error={signIn.error} onSubmit={submit}>
        <TextField label="E-mail" name="email" type="email" autoComplete="username" required />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          hint="Forgotten? An owner of the workspace makes you a link for a new one."
          required
        />
      </DoorForm>
    </Door>
  )
}

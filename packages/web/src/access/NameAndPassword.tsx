import { TextField } from './TextField.tsx'

export const passwordHint = 'At least 12 characters. A few words are easier than signs.'

export function PasswordField({ label = 'Password' }: { label?: string }) {
  return (
    <TextField
      label={label}
      name="password"
      type="password"
      autoComplete="new-password"
      hint={passwordHint}
      minLength={12}
      required
    />
  )
}

export function NameField() {
  return <TextField label="Your name" name="name" autoComplete="name" required />
}

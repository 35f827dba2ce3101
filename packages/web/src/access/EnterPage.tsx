import { useEffect, useState } from 'react'
import { useCommand } from '../api/use-command.ts'
import { Button } from '../ui/Button.tsx'
import { Door } from './Door.tsx'
import { takeToken } from './one-time-token.ts'

/** Opens a one-time link: the token behind `#` is exchanged for a session. */
export function EnterPage() {
  const [token] = useState(takeToken)
  const enter = useCommand('access.enter')
  const { mutate } = enter
  useEffect(() => {
    if (token !== undefined) mutate({ token }, { onSuccess: () => location.assign('/') })
  }, [token, mutate])
  if (token === undefined || enter.error) {
    return (
      <Door title="This link does not open">
        <p className="note note--worse" role="alert">
          {enter.error?.message ?? 'The link has no token in it. Copy the whole address.'}
        </p>
        <p className="section-body">
          <Button onClick={() => location.assign('/sign-in')}>Sign in with a password</Button>
        </p>
      </Door>
    )
  }
  return (
    <Door title="Opening …">
      <p className="muted" role="status">
        You are being signed in.
      </p>
    </Door>
  )
}

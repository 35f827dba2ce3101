import { useSession } from '../../app/session.ts'

/** Whether the person may write what the company steers by; everybody else reads it. */
export function useMayWrite(): boolean {
  const role = useSession()?.signedIn?.role
  return role === 'owner' || role === 'analyst'
}

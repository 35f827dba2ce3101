import { useSession } from './session.ts'

/** Whether the person may change what everybody measures and steers by; all others read it. */
export function useMayWrite(): boolean {
  const role = useSession()?.signedIn?.role
  return role === 'owner' || role === 'analyst'
}

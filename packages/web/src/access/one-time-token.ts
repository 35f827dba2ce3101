/**
 * Takes the one-time token out of the address (`#token=…`) and wipes it there, so that neither
 * the history nor a shared screen keeps it.
 */
export function takeToken(): string | undefined {
  const hash = location.hash.replace(/^#/, '')
  const token = new URLSearchParams(hash).get('token') ?? undefined
  if (token !== undefined) history.replaceState(history.state, '', location.pathname)
  return token
}

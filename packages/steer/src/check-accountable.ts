import { FealtyError } from '@fealty/core'

/**
 * The one role that answers for a thing.
 * @throws FealtyError `accountable.one` when none or several are named
 */
export function theAccountable(named: readonly string[], what: string): string {
  const roles = [...new Map(named.map((role) => [role.toLowerCase(), role])).values()]
  if (roles.length !== 1) throw new FealtyError('accountable.one', { what, count: roles.length })
  return roles[0]!
}

import type { ScopeSearch } from './search-schema.ts'

/** What a link to another page takes along: which customers, and as of when. */
export function keepScope(search: Readonly<Record<string, unknown>>): ScopeSearch {
  const { where, asOf } = search as ScopeSearch
  return { ...(where ? { where } : {}), ...(asOf !== undefined ? { asOf } : {}) }
}

/** `unit=North` in its two halves; a condition without “=” is a dimension without a value. */
export function splitCondition(condition: string): { dimension: string; value: string } {
  const at = condition.indexOf('=')
  if (at === -1) return { dimension: condition, value: '' }
  return { dimension: condition.slice(0, at), value: condition.slice(at + 1) }
}

/** The conditions with this one added, or removed when it was there. */
export function toggleCondition(where: readonly string[], condition: string): string[] | undefined {
  const next = where.includes(condition)
    ? where.filter((each) => each !== condition)
    : [...where, condition]
  return next.length > 0 ? next : undefined
}

/** Drops the keys that are undefined: an operation's input has a key or has it not. */
export function definedOnly<T extends Record<string, unknown>>(
  input: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

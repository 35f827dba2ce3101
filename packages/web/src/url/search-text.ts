/** Search parameters as a person may read and share them: flat, a list repeats its name. */
export type SearchRecord = Record<string, string | string[]>

/** `?every=month&where=a&where=b` to `{ every: 'month', where: ['a', 'b'] }`. */
export function parseSearch(text: string): SearchRecord {
  const parameters = new URLSearchParams(text)
  const search: SearchRecord = {}
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name)
    search[name] = values.length === 1 ? values[0]! : values
  }
  return search
}

/** The other way; what is empty or undefined is left out, so that a default never litters the address. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    const values: unknown[] = Array.isArray(value) ? value : [value]
    for (const each of values) {
      if (typeof each === 'string' && each !== '') parameters.append(name, each)
      else if (typeof each === 'number' || typeof each === 'boolean') {
        parameters.append(name, String(each))
      }
    }
  }
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}

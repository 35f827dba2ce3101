/** What a version says, in the words of its page: name of a thing and its value. */
export type Told = ReadonlyMap<string, string>

/** One thing that two versions say differently. */
export interface Difference {
  what: string
  before: string
  after: string
}

/** What the later version says differently; something that only one of them says stands beside nothing. */
export function compareTold(before: Told, after: Told): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((what) => ({ what, before: before.get(what) ?? '', after: after.get(what) ?? '' }))
    .filter((one) => one.before !== one.after)
}

/** Something a person can find and do in the palette. */
export interface PaletteEntry {
  id: string
  title: string
  /** Where it belongs, in small words at the right. */
  group: string
  words: string
  run: () => void
}

function scoreOf(entry: PaletteEntry, wanted: readonly string[]): number {
  const title = entry.title.toLowerCase()
  const all = `${title} ${entry.words.toLowerCase()} ${entry.group.toLowerCase()}`
  if (!wanted.every((word) => all.includes(word))) return 0
  const first = wanted[0] ?? ''
  if (title.startsWith(first)) return 3
  return title.includes(first) ? 2 : 1
}

/** Entries that hold every word, those whose title starts with the first word before the others. */
export function findEntries(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return entries.slice(0, 40)
  return entries
    .map((entry, place) => ({ entry, place, score: scoreOf(entry, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, 40)
    .map(({ entry }) => entry)
}

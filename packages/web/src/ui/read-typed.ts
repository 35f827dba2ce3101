/** The parts of a list as it is typed, commas or other signs between them; empty ones are left out. */
export function readList(text: string, between: string | RegExp = ','): string[] {
  return text
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** A typed number, also with a decimal comma or a real minus; null for what is none. */
export function readNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.').replace('−', '-')
  const value = Number(plain)
  return plain === '' || !Number.isFinite(value) ? null : value
}

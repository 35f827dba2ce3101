interface Span {
  start: number
  end: number
  title: string
}

/** A text in parts: those inside a span carry its title. Overlapping spans are taken in order. */
export function cutAtSpans(
  text: string,
  spans: readonly Span[],
): { text: string; title?: string }[] {
  const parts: { text: string; title?: string }[] = []
  let at = 0
  for (const { start, end, title } of spans.toSorted(
    (a, b) => a.start - b.start || b.end - a.end,
  )) {
    const from = Math.max(start, at)
    if (end <= from || from >= text.length) continue
    if (from > at) parts.push({ text: text.slice(at, from) })
    parts.push({ text: text.slice(from, end), title })
    at = Math.min(end, text.length)
  }
  if (at < text.length) parts.push({ text: text.slice(at) })
  return parts
}

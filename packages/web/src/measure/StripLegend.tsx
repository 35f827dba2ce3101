interface StripLegendProps {
  /** A mark with what it stands for: `● now with 95 % interval`. */
  marks: readonly string[]
  /** As the column of strips that it explains. */
  fold?: 'middle'
}

/** What the marks of a column of strips stand for; it goes where they go. */
export function StripLegend({ marks, fold }: StripLegendProps) {
  return (
    <span className={fold ? `legend fold-${fold}` : 'legend'}>
      {marks.map((mark) => (
        <span key={mark}>{mark}</span>
      ))}
    </span>
  )
}

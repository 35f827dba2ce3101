const meanings = {
  A: 'Randomised',
  B: 'Compared groups over time',
  C: 'Before and after',
  D: 'Asserted',
} as const

/** The grade of the evidence, A to D, with its meaning for a reader. */
export function GradeMark({ grade }: { grade: keyof typeof meanings }) {
  return (
    <span className="grade" title={meanings[grade]}>
      {grade}
      <span className="visually-hidden">: {meanings[grade]}</span>
    </span>
  )
}

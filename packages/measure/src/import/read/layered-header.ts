/** A header of several rows, as survey tools write it. */
export interface LayeredHeader {
  cells: string[]
  /** Records of the header. */
  rows: number
}

/**
 * Finds headers of more than one row. Qualtrics writes three: names, question texts, and import ids as
 * JSON; the names are taken. SurveyMonkey writes two: questions, and below them the parts of each
 * question (`Response`, `Open-Ended Response`, the rows of a matrix), which are joined.
 */
export function findLayeredHeader(
  records: readonly (readonly string[])[],
): LayeredHeader | undefined {
  const [first, second, third] = records
  if (first === undefined || second === undefined) return undefined
  const ids = third?.filter((cell) => cell.trim().startsWith('{"ImportId":')) ?? []
  if (third !== undefined && ids.length > third.length / 2) return { cells: [...first], rows: 3 }
  const isMonkey = first[0]?.trim() === 'Respondent ID' && (second[0] ?? '').trim() === ''
  return isMonkey ? { cells: joinParts(first, second), rows: 2 } : undefined
}

/** An empty question belongs to the one before it; `Response` adds nothing to its question. */
function joinParts(questions: readonly string[], parts: readonly string[]): string[] {
  let question = ''
  return questions.map((cell, index) => {
    const text = cell.trim()
    if (text !== '') question = text
    const part = (parts[index] ?? '').trim()
    return part === '' || part === 'Response' ? text || question : `${question} ${part}`
  })
}

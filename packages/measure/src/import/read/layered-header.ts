/** A header of several rows, as survey tools write it. */
export interface LayeredHeader {
  cells: string[]
  /** Records of the header. */
  rows: number
}

/**
 * Finds headers of more than one row. Qualtrics writes three into text files: names, question texts,
 * and import ids as JSON; into workbooks it writes the first two. The names are taken, those of
 * questions (`Q2`, which says nothing) with the text behind them. SurveyMonkey
 * writes two: questions, and below them the parts of each question (`Response`, `Open-Ended Response`,
 * the rows of a matrix), which are joined; where no question has parts the second row is empty.
 */
export function findLayeredHeader(
  records: readonly (readonly string[])[],
): LayeredHeader | undefined {
  const [first, second, third] = records
  if (first === undefined || second === undefined) return undefined
  const ids = third?.filter((cell) => cell.trim().startsWith('{"ImportId":')) ?? []
  const isQualtrics = third !== undefined && ids.length > third.length / 2
  if (isQualtrics) return { cells: withTexts(first, second), rows: 3 }
  if (isNamedTwice(first, second)) return { cells: withTexts(first, second), rows: 2 }
  const isMonkey = first[0]?.trim() === 'Respondent ID' && (second[0] ?? '').trim() === ''
  return isMonkey ? { cells: joinParts(first, second), rows: 2 } : undefined
}

/** `Q2` and `Why?` as `Q2. Why?`, as LimeSurvey writes codes and texts. */
function withTexts(names: readonly string[], texts: readonly string[]): string[] {
  return names.map((name, index) => {
    const text = (texts[index] ?? '').trim()
    return /^Q(ID)?\d/.test(name) && text !== '' && text !== name ? `${name}. ${text}` : name
  })
}

/** Names of columns that Qualtrics says again in words, in the row below them. */
const qualtricsNames = new Map([
  ['StartDate', 'Start Date'],
  ['EndDate', 'End Date'],
  ['RecordedDate', 'Recorded Date'],
  ['ResponseId', 'Response ID'],
])

function isNamedTwice(first: readonly string[], second: readonly string[]): boolean {
  const same = first.filter(
    (cell, index) => qualtricsNames.get(cell.trim()) === (second[index] ?? '').trim(),
  )
  return same.length >= 2
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

/** Texts are skipped as a whole, so that digits in them are left alone. */
const textOrLongNumber = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g

/**
 * Reads JSON in which whole numbers may be longer than a double holds: such a one becomes its text.
 * @throws SyntaxError when it is no JSON
 */
export function parseExactJson(text: string): unknown {
  const exact = text.replace(textOrLongNumber, (found) => {
    if (found.startsWith('"') || Number.isSafeInteger(Number(found))) return found
    return `"${found}"`
  })
  return JSON.parse(exact)
}

/** Texts are taken as a whole, so that digits in them are left alone; so are numbers with a fraction. */
const textOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const longWhole = /^-?\d{16,}$/

/**
 * Reads JSON in which whole numbers may be longer than a double holds: such a one becomes its text.
 * @throws SyntaxError when it is no JSON
 */
export function parseExactJson(text: string): unknown {
  const exact = text.replace(textOrNumber, (found) =>
    longWhole.test(found) && !Number.isSafeInteger(Number(found)) ? `"${found}"` : found,
  )
  return JSON.parse(exact)
}

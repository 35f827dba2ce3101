import type { WorkbookParts } from './workbook-parts.ts'

/** Built-in number formats that show days or moments (ECMA-376 part 1, 18.8.30). */
const builtInDates = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58,
])

/** For each cell style, whether it shows a number as a day. */
export async function readDateStyles(parts: WorkbookParts): Promise<boolean[]> {
  const customDates = new Map<number, boolean>()
  const styles: boolean[] = []
  let isInCellStyles = false
  await parts.read('xl/styles.xml', {
    open(name, attributes) {
      if (name === 'numFmt') {
        customDates.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''))
      } else if (name === 'cellXfs') isInCellStyles = true
      else if (name === 'xf' && isInCellStyles) {
        const id = Number(attributes.numFmtId ?? 0)
        styles.push(customDates.get(id) ?? builtInDates.has(id))
      }
    },
    close(name) {
      if (name === 'cellXfs') isInCellStyles = false
    },
  })
  return styles
}

/** True for a format that shows a day; `h:mm` alone shows a length of time and stays a number. */
function isDateFormat(format: string): boolean {
  const shown = format
    .replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
    .replace(/general/i, '')
    .split(';')[0]
  return /[yd]/i.test(shown ?? '')
}

const millisecondsPerDay = 86_400_000

/** A serial number of Excel as `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`; undefined outside its range. */
export function toDateText(serial: number, startsIn1904: boolean): string | undefined {
  if (!(serial >= 1 && serial < 2_958_466)) return undefined
  // The 1900 system counts a 29 February 1900 that never was.
  const days = startsIn1904 ? serial : serial < 60 ? serial + 1 : serial
  const origin = startsIn1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const seconds = Math.round((days * millisecondsPerDay) / 1_000)
  const text = new Date(origin + seconds * 1_000).toISOString()
  return seconds % 86_400 === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`
}

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const read = (path: string): Buffer => readFileSync(require.resolve(path))

/** The two fonts of the house, as files that come with the program (OFL). */
export function readPdfFonts(): Record<'text' | 'bold' | 'serif', Buffer> {
  return {
    text: read('@fontsource/inter/files/inter-latin-400-normal.woff'),
    bold: read('@fontsource/inter/files/inter-latin-600-normal.woff'),
    serif: read('@fontsource/source-serif-4/files/source-serif-4-latin-500-normal.woff'),
  }
}

/** Latin letters, punctuation and signs that the embedded fonts have; all else is written as a middle dot. */
const covered =
  /[^\u0020-\u007e\u00a0-\u00ff\u0131\u0152\u0153\u02c6\u02da\u02dc\u2009\u2010-\u2015\u2018-\u201e\u2022\u2026\u2030\u2039\u203a\u2044\u20ac\u2122\u2212]/gu

/** The text as the embedded fonts can show it. */
export const printable = (text: string): string => text.replace(covered, '·')

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Text, its bold, and the serif of headlines and quotes. */
export type Face = 'text' | 'bold' | 'serif'

const families = {
  text: { family: 'inter', weight: 400 },
  bold: { family: 'inter', weight: 600 },
  serif: { family: 'source-serif-4', weight: 500 },
} as const

/** One file of a face: the letters of one script. */
interface FontFile {
  name: string
  path: string
  covers: (codePoint: number) => boolean
}

/** A stretch of text in one font, a mark that is drawn, or what no font has. */
export type Run =
  | { kind: 'text'; font: string; text: string }
  | { kind: 'mark'; text: string }
  | { kind: 'missing'; text: string }

/** Marks of verdicts: the fonts lack them, so they are drawings. */
const marks = new Set(['▲', '▼', '◇', '◌', '⊘'])
const spaces = /[\t\u2000-\u200a\u202f\u205f\u3000]/u

/** `U+0301,U+0400-045F` as a test. */
function readRanges(ranges: string): FontFile['covers'] {
  const pairs = ranges.split(',').map((range) => {
    const [from, to = from] = range.replace('U+', '').split('-')
    return [parseInt(from!, 16), parseInt(to!, 16)] as const
  })
  return (codePoint) => pairs.some(([from, to]) => codePoint >= from && codePoint <= to)
}

/** The files of a face, which come with the program (OFL): one per script, as the family publishes it. */
function listFiles(face: Face): FontFile[] {
  const { family, weight } = families[face]
  const scripts = JSON.parse(
    readFileSync(require.resolve(`@fontsource/${family}/unicode.json`), 'utf8'),
  ) as Record<string, string>
  const order = [
    'latin',
    'latin-ext',
    'greek',
    'cyrillic',
    'greek-ext',
    'cyrillic-ext',
    'vietnamese',
  ]
  return order
    .filter((script) => script in scripts)
    .map((script) => ({
      name: `${face}-${script}`,
      path: require.resolve(
        `@fontsource/${family}/files/${family}-${script}-${weight}-normal.woff`,
      ),
      covers: readRanges(scripts[script]!),
    }))
}

const files: Readonly<Record<Face, FontFile[]>> = {
  text: listFiles('text'),
  bold: listFiles('bold'),
  // What the serif lacks is written in the sans.
  serif: [...listFiles('serif'), ...listFiles('text')],
}

/** What PDFKit knows of an open font; its types do not tell. */
interface OpenFont {
  _font: { font: { hasGlyphForCodePoint: (codePoint: number) => boolean } }
}

/** Makes what splits text into runs for one document; a font is embedded when a letter needs it. */
export function openFonts(pdf: PDFKit.PDFDocument): (text: string, face: Face) => Run[] {
  for (const { name, path } of [...files.text, ...files.bold, ...files.serif]) {
    pdf.registerFont(name, path)
  }
  const known = new Map<string, string | null>()
  const has = ({ name, covers }: FontFile, codePoint: number): boolean =>
    covers(codePoint) &&
    (pdf.font(name) as unknown as OpenFont)._font.font.hasGlyphForCodePoint(codePoint)
  const fontOf = (character: string, face: Face): string | null => {
    const key = `${face}${character}`
    const found = known.get(key)
    if (found !== undefined) return found
    const codePoint = character.codePointAt(0)!
    const font = files[face].find((file) => has(file, codePoint))?.name ?? null
    known.set(key, font)
    return font
  }
  return (text, face) => splitRuns(text, (character) => fontOf(character, face))
}

/** Control signs, and selectors that only say how a sign looks: nothing of them is written. */
const silent = /\p{Cc}|[\u200b-\u200f]|\u2060|[\ufe00-\ufe0f]|\ufeff/u

/** Text as runs of one font each. Pure but for `fontOf`, the name of a font that has the sign, or null. */
export function splitRuns(text: string, fontOf: (character: string) => string | null): Run[] {
  const runs: Run[] = []
  for (const character of text.normalize('NFC')) {
    const next = runOf(character, fontOf)
    if (next === null) continue
    const last = runs.at(-1)
    const joins =
      last?.kind === next.kind &&
      (last.kind === 'missing' ||
        (last.kind === 'text' && next.kind === 'text' && last.font === next.font))
    if (joins) last.text += next.text
    else runs.push(next)
  }
  return runs
}

function runOf(character: string, fontOf: (character: string) => string | null): Run | null {
  if (marks.has(character)) return { kind: 'mark', text: character }
  const font = fontOf(character)
  if (font !== null) return { kind: 'text', font, text: character }
  if (spaces.test(character)) return { kind: 'text', font: fontOf(' ') ?? 'text-latin', text: ' ' }
  return silent.test(character) ? null : { kind: 'missing', text: character }
}

import { tag, type Xml } from '../ooxml/xml.ts'
import { cellStyles, type CellStyle } from './workbook.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** Own number formats begin at 164 (ECMA-376 part 1, 18.8.30). */
const formats: Partial<Record<CellStyle, string>> = {
  number: '#,##0;\u2212#,##0',
  decimal: '#,##0.0##;\u2212#,##0.0##',
  points: '+0.0;\u22120.0;0.0',
  share: '0.0%',
  money: '#,##0.00;\u2212#,##0.00',
  day: 'd mmm yyyy',
  input: '#,##0.##',
  'input-share': '0.0%',
}
const firstFormat = 164

const fontOf: Partial<Record<CellStyle, number>> = {
  bold: 1,
  title: 2,
  head: 3,
  'head-right': 3,
  'head-word': 3,
  note: 3,
  input: 4,
  'input-share': 4,
}

const fontXml = (size: number, colour: string, bold = false): Xml =>
  tag(
    'font',
    {},
    ...(bold ? [tag('b')] : []),
    tag('sz', { val: size }),
    tag('color', { rgb: `FF${colour}` }),
    tag('name', { val: 'Calibri' }),
    tag('family', { val: 2 }),
  )

/** What people wrote: a program shows it as text, and so keeps it. */
const texts = new Set<CellStyle>(['text', 'wrapped', 'word'])

function styleXml(style: CellStyle, formatIds: ReadonlyMap<CellStyle, number>): Xml {
  const format = formatIds.get(style)
  const right = style === 'head-right'
  const isHead = style.startsWith('head')
  const wraps = isHead || style === 'wrapped'
  const isWord = style === 'word' || style === 'head-word'
  const alignment = tag('alignment', {
    // An indent holds only beside a stated side (ECMA-376 part 1, 18.8.1).
    horizontal: right ? 'right' : isWord ? 'left' : undefined,
    indent: isWord ? 1 : undefined,
    vertical: isHead ? 'bottom' : 'top',
    wrapText: wraps ? 1 : undefined,
  })
  return tag(
    'xf',
    {
      numFmtId: format ?? (texts.has(style) ? 49 : 0),
      fontId: fontOf[style] ?? 0,
      fillId: style.startsWith('input') ? 2 : 0,
      borderId: isHead ? 1 : 0,
      xfId: 0,
      applyNumberFormat: 1,
      applyFont: 1,
      applyFill: 1,
      applyBorder: 1,
      applyAlignment: 1,
    },
    alignment,
  )
}

function borders(): Xml {
  const sides = ['left', 'right', 'top'].map((side) => tag(side))
  const ruled = tag('bottom', { style: 'thin' }, tag('color', { rgb: 'FF1B1A17' }))
  return tag(
    'borders',
    { count: 2 },
    tag('border', {}, ...sides, tag('bottom'), tag('diagonal')),
    tag('border', {}, ...sides, ruled, tag('diagonal')),
  )
}

/** The style table. The order of its `cellXfs` is that of `cellStyles`. */
export function stylesRoot(): Xml {
  const used = cellStyles.filter((style) => formats[style] !== undefined)
  const formatIds = new Map(used.map((style, index) => [style, firstFormat + index] as const))
  const fill = (pattern: string, colour?: string): Xml =>
    tag(
      'fill',
      {},
      tag(
        'patternFill',
        { patternType: pattern },
        ...(colour === undefined ? [] : [tag('fgColor', { rgb: `FF${colour}` })]),
      ),
    )
  const fonts = [
    fontXml(11, '1B1A17'),
    fontXml(11, '1B1A17', true),
    fontXml(16, '1B1A17', true),
    fontXml(10, '6A665D'),
    fontXml(11, '234E8C'),
  ]
  return tag(
    'styleSheet',
    { xmlns: main },
    tag(
      'numFmts',
      { count: used.length },
      ...used.map((style) =>
        tag('numFmt', { numFmtId: formatIds.get(style), formatCode: formats[style] }),
      ),
    ),
    tag('fonts', { count: fonts.length }, ...fonts),
    tag('fills', { count: 3 }, fill('none'), fill('gray125'), fill('solid', 'F1EDE6')),
    borders(),
    tag(
      'cellStyleXfs',
      { count: 1 },
      tag('xf', { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0 }),
    ),
    tag(
      'cellXfs',
      { count: cellStyles.length },
      ...cellStyles.map((style) => styleXml(style, formatIds)),
    ),
    tag('cellStyles', { count: 1 }, tag('cellStyle', { name: 'Normal', xfId: 0, builtinId: 0 })),
  )
}

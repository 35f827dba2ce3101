import { tag, text, type Xml } from '../ooxml/xml.ts'
import type { FigureShape, Paragraph, Run, Shape, TableShape, TextShape } from './deck.ts'

/** English Metric Units of a point (ECMA-376 part 1, 20.1.10.16). */
export const emu = (points: number): number => Math.round(points * 12_700)

const solid = (colour: string): Xml =>
  tag('a:solidFill', {}, tag('a:srgbClr', { val: colour.replace('#', '').toUpperCase() }))

function runXml({ text: content, size = 12, bold, colour = '1B1A17', serif }: Run): Xml {
  const properties = tag(
    'a:rPr',
    { lang: 'en-GB', sz: Math.round(size * 100), b: bold === true ? 1 : 0, dirty: 0 },
    solid(colour),
    tag('a:latin', { typeface: serif === true ? '+mj-lt' : '+mn-lt' }),
  )
  return tag('a:r', {}, properties, tag('a:t', {}, text(content)))
}

const alignments = { left: 'l', right: 'r', centre: 'ctr' } as const

export function paragraphXml({ runs, align = 'left' }: Paragraph): Xml {
  return tag(
    'a:p',
    {},
    tag('a:pPr', { algn: alignments[align] }, tag('a:buNone')),
    ...runs.filter((run) => run.text !== '').map(runXml),
    tag('a:endParaRPr', { lang: 'en-GB', sz: Math.round((runs[0]?.size ?? 12) * 100) }),
  )
}

function transform(shape: { x: number; y: number; width: number; height: number }): Xml[] {
  return [
    tag('a:off', { x: emu(shape.x), y: emu(shape.y) }),
    tag('a:ext', { cx: emu(shape.width), cy: emu(shape.height) }),
  ]
}

function named(id: number, name: string): Xml {
  return tag('p:cNvPr', { id, name })
}

function textXml(shape: TextShape, id: number): Xml {
  return tag(
    'p:sp',
    {},
    tag('p:nvSpPr', {}, named(id, shape.name), tag('p:cNvSpPr', { txBox: 1 }), tag('p:nvPr')),
    tag(
      'p:spPr',
      {},
      tag('a:xfrm', {}, ...transform(shape)),
      tag('a:prstGeom', { prst: 'rect' }, tag('a:avLst')),
      tag('a:noFill'),
    ),
    tag(
      'p:txBody',
      {},
      tag('a:bodyPr', { wrap: 'square', lIns: 0, tIns: 0, rIns: 0, bIns: 0, anchor: 't' }),
      tag('a:lstStyle'),
      ...(shape.paragraphs.length === 0 ? [{ runs: [] }] : shape.paragraphs).map(paragraphXml),
    ),
  )
}

const geometries = {
  rectangle: 'rect',
  rounded: 'roundRect',
  ellipse: 'ellipse',
  line: 'line',
} as const

/** The corners of a soft bar are half circles. */
const roundest = tag('a:gd', { name: 'adj', fmla: 'val 50000' })

function figureXml(shape: FigureShape, id: number): Xml {
  const { kind, fill, line, weight = 1 } = shape
  return tag(
    'p:sp',
    {},
    tag('p:nvSpPr', {}, named(id, shape.name), tag('p:cNvSpPr'), tag('p:nvPr')),
    tag(
      'p:spPr',
      {},
      tag('a:xfrm', {}, ...transform(shape)),
      tag(
        'a:prstGeom',
        { prst: geometries[kind] },
        tag('a:avLst', {}, ...(kind === 'rounded' ? [roundest] : [])),
      ),
      ...(kind === 'line' ? [] : [fill === undefined ? tag('a:noFill') : solid(fill)]),
      tag('a:ln', { w: emu(weight) }, line === undefined ? tag('a:noFill') : solid(line)),
    ),
  )
}

function cellXml(paragraphs: readonly Paragraph[], isHead: boolean): Xml {
  const none = (name: string): Xml => tag(name, { w: 0 }, tag('a:noFill'))
  const rule = tag('a:lnB', { w: emu(isHead ? 1 : 0.5) }, solid(isHead ? '1B1A17' : 'E6E2D8'))
  return tag(
    'a:tc',
    {},
    tag(
      'a:txBody',
      {},
      tag('a:bodyPr'),
      tag('a:lstStyle'),
      ...(paragraphs.length === 0 ? [{ runs: [{ text: '', size: 9 }] }] : paragraphs).map(
        paragraphXml,
      ),
    ),
    tag(
      'a:tcPr',
      { marL: 0, marR: emu(12), marT: emu(2), marB: emu(2), anchor: isHead ? 'b' : 'ctr' },
      none('a:lnL'),
      none('a:lnR'),
      none('a:lnT'),
      rule,
      tag('a:noFill'),
    ),
  )
}

const tableUri = 'http://schemas.openxmlformats.org/drawingml/2006/table'

function tableXml(shape: TableShape, id: number): Xml {
  const rows = shape.rows.map((cells, index) =>
    tag(
      'a:tr',
      { h: emu(shape.heights[index]!) },
      ...cells.map((cell) => cellXml(cell, index === 0)),
    ),
  )
  const grid = tag(
    'a:tblGrid',
    {},
    ...shape.columns.map((width) => tag('a:gridCol', { w: emu(width) })),
  )
  return tag(
    'p:graphicFrame',
    {},
    tag('p:nvGraphicFramePr', {}, named(id, shape.name), tag('p:cNvGraphicFramePr'), tag('p:nvPr')),
    tag('p:xfrm', {}, ...transform(shape)),
    tag(
      'a:graphic',
      {},
      tag(
        'a:graphicData',
        { uri: tableUri },
        tag('a:tbl', {}, tag('a:tblPr', { firstRow: 1 }), grid, ...rows),
      ),
    ),
  )
}

/** One shape of a slide; `id` is unique on its slide. */
export function shapeXml(shape: Shape, id: number): Xml {
  if (shape.kind === 'text') return textXml(shape, id)
  return shape.kind === 'table' ? tableXml(shape, id) : figureXml(shape, id)
}

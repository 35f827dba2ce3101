import { posix } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'

interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
}

/** Parses XML strictly; a part that is not well-formed throws with its path. */
function parsePart(path: string, xml: string): Element {
  const parser = new SaxesParser({ xmlns: true })
  const root: Element = { name: '', attributes: {}, children: [] }
  const open = [root]
  parser.on('error', (error) => {
    throw new Error(`${path} is not well-formed: ${error.message}`)
  })
  parser.on('opentag', (node) => {
    const attributes = Object.fromEntries(
      Object.entries(node.attributes).map(([name, { value }]) => [name, value]),
    )
    const element = { name: node.name, attributes, children: [] }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  return root.children[0]!
}

/** Children in the order that ECMA-376 part 1 gives them, for the elements we write. */
const orders: Record<string, readonly string[]> = {
  'p:presentation': [
    'p:sldMasterIdLst',
    'p:notesMasterIdLst',
    'p:sldIdLst',
    'p:sldSz',
    'p:notesSz',
  ],
  'p:sldMaster': ['p:cSld', 'p:clrMap', 'p:sldLayoutIdLst', 'p:txStyles'],
  'p:sldLayout': ['p:cSld', 'p:clrMapOvr'],
  'p:sld': ['p:cSld', 'p:clrMapOvr'],
  'p:cSld': ['p:bg', 'p:spTree'],
  'p:sp': ['p:nvSpPr', 'p:spPr', 'p:style', 'p:txBody'],
  'p:spPr': ['a:xfrm', 'a:prstGeom', 'a:noFill', 'a:solidFill', 'a:ln'],
  'p:txBody': ['a:bodyPr', 'a:lstStyle', 'a:p'],
  'a:txBody': ['a:bodyPr', 'a:lstStyle', 'a:p'],
  'a:p': ['a:pPr', 'a:r', 'a:fld', 'a:endParaRPr'],
  'a:rPr': ['a:ln', 'a:solidFill', 'a:latin'],
  'p:graphicFrame': ['p:nvGraphicFramePr', 'p:xfrm', 'a:graphic'],
  'a:tbl': ['a:tblPr', 'a:tblGrid', 'a:tr'],
  'a:tc': ['a:txBody', 'a:tcPr'],
  'a:tcPr': ['a:lnL', 'a:lnR', 'a:lnT', 'a:lnB', 'a:noFill', 'a:solidFill'],
  'a:themeElements': ['a:clrScheme', 'a:fontScheme', 'a:fmtScheme'],
  'a:fmtScheme': ['a:fillStyleLst', 'a:lnStyleLst', 'a:effectStyleLst', 'a:bgFillStyleLst'],
  workbook: ['bookViews', 'sheets', 'definedNames', 'calcPr'],
  worksheet: [
    'sheetPr',
    'dimension',
    'sheetViews',
    'sheetFormatPr',
    'cols',
    'sheetData',
    'pageMargins',
    'pageSetup',
  ],
  styleSheet: ['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles'],
  font: ['b', 'i', 'sz', 'color', 'name', 'family'],
  border: ['left', 'right', 'top', 'bottom', 'diagonal'],
  c: ['f', 'v', 'is'],
}

function checkOrder(path: string, element: Element): string[] {
  const order = orders[element.name]
  const problems: string[] = []
  if (order) {
    const places = element.children.map(({ name }) => order.indexOf(name))
    const strange = element.children.find((_, index) => places[index] === -1)
    if (strange) problems.push(`${path}: ${strange.name} does not belong in ${element.name}`)
    if (places.some((place, index) => place < (places[index - 1] ?? 0))) {
      problems.push(`${path}: the children of ${element.name} are not in order`)
    }
  }
  return [...problems, ...element.children.flatMap((child) => checkOrder(path, child))]
}

function elementsNamed(element: Element, name: string): Element[] {
  const own = element.name === name ? [element] : []
  return [...own, ...element.children.flatMap((child) => elementsNamed(child, name))]
}

function checkIds(path: string, root: Element): string[] {
  const ids = elementsNamed(root, 'p:cNvPr').map(({ attributes }) => attributes.id)
  return new Set(ids).size === ids.length ? [] : [`${path}: two shapes bear the same id`]
}

function checkTypes(paths: readonly string[], types: Element): string[] {
  const overrides = types.children.filter(({ name }) => name === 'Override')
  const declared = overrides.map(({ attributes }) => attributes.PartName!.slice(1))
  const parts = paths.filter((path) => path !== '[Content_Types].xml' && !path.endsWith('.rels'))
  return [
    ...parts
      .filter((path) => !declared.includes(path))
      .map((path) => `${path} has no content type of its own`),
    ...declared
      .filter((path) => !paths.includes(path))
      .map((path) => `${path} is declared but is not there`),
    ...declared
      .filter((path, index) => declared.indexOf(path) !== index)
      .map((path) => `${path} is declared twice`),
  ]
}

/** The part that a relationships part belongs to: `ppt/_rels/x.xml.rels` is that of `ppt/x.xml`. */
function sourceOf(path: string): string {
  return path.replace('_rels/', '').replace(/\.rels$/, '')
}

interface Related {
  source: string
  id: string
  target: string
}

function relationsIn(path: string, root: Element): Related[] {
  const source = sourceOf(path)
  const folder = posix.dirname(source)
  return root.children.map(({ attributes }) => ({
    source,
    id: attributes.Id!,
    target: posix.normalize(posix.join(folder, attributes.Target!)),
  }))
}

function checkRelations(roots: ReadonlyMap<string, Element>): string[] {
  const relations = [...roots]
    .filter(([path]) => path.endsWith('.rels'))
    .flatMap(([path, root]) => relationsIn(path, root))
  const reached = new Set(relations.map(({ target }) => target))
  const used = [...roots].flatMap(([path, root]) => {
    const known = relations.filter(({ source }) => source === path).map(({ id }) => id)
    return relationIdsOf(root)
      .filter((id) => !known.includes(id))
      .map((id) => `${path} uses ${id}, which is no relation of it`)
  })
  return [
    ...relations
      .filter(({ target }) => !roots.has(target))
      .map(({ source, target }) => `${source} leads to ${target}, which is not there`),
    ...[...roots.keys()]
      .filter((path) => !path.endsWith('.rels') && path !== '[Content_Types].xml')
      .filter((path) => !reached.has(path))
      .map((path) => `nothing leads to ${path}`),
    ...used,
  ]
}

function relationIdsOf(element: Element): string[] {
  const own = Object.entries(element.attributes)
    .filter(([name]) => name === 'r:id' || name === 'r:embed')
    .map(([, value]) => value)
  return [...own, ...element.children.flatMap(relationIdsOf)]
}

/**
 * Checks an Office file part by part against ECMA-376: well-formed, every part declared exactly once,
 * every relation leads to a part, nothing lies unreached, elements in their order, ids unique.
 * @returns one sentence per problem; empty for a file Office opens without repair
 */
export function checkPackage(bytes: Uint8Array): string[] {
  const files = unzipSync(bytes)
  const roots = new Map(
    Object.entries(files).map(([path, content]) => [path, parsePart(path, strFromU8(content))]),
  )
  const types = roots.get('[Content_Types].xml')
  if (!types) return ['there is no [Content_Types].xml']
  return [
    ...checkTypes([...roots.keys()], types),
    ...checkRelations(roots),
    ...[...roots].flatMap(([path, root]) => [...checkOrder(path, root), ...checkIds(path, root)]),
  ]
}

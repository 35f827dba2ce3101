import { strToU8, zipSync } from 'fflate'
import { tag, xmlDocument, type Xml } from './xml.ts'

/** A relation of a part (or of the package) to another part, by its absolute path. */
export interface Relation {
  id: string
  type: string
  /** Path of the target inside the package, without a leading slash. */
  target: string
}

/** One part of an Office file (ECMA-376 part 2). */
export interface Part {
  /** Path inside the package, without a leading slash. */
  path: string
  contentType: string
  root: Xml
  relations?: readonly Relation[]
}

const officeRelation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelation = 'http://schemas.openxmlformats.org/package/2006/relationships'

export const relationTypes = {
  document: `${officeRelation}/officeDocument`,
  extended: `${officeRelation}/extended-properties`,
  core: `${packageRelation}/metadata/core-properties`,
  slide: `${officeRelation}/slide`,
  slideMaster: `${officeRelation}/slideMaster`,
  slideLayout: `${officeRelation}/slideLayout`,
  theme: `${officeRelation}/theme`,
  presentationProperties: `${officeRelation}/presProps`,
  viewProperties: `${officeRelation}/viewProps`,
  tableStyles: `${officeRelation}/tableStyles`,
  worksheet: `${officeRelation}/worksheet`,
  styles: `${officeRelation}/styles`,
} as const

/** The earliest moment a zip can hold. Every file has it, so the same parts are the same bytes. */
const fixedTime = new Date(1980, 0, 1)

/**
 * Packs parts into one Office file. Each part is declared exactly once in `[Content_Types].xml`, each
 * relation names a part that is there. The same parts give the same bytes.
 * @throws RangeError on two parts of one path, or a relation to a part that is not there
 */
export function packParts(parts: readonly Part[], rootRelations: readonly Relation[]): Uint8Array {
  const paths = new Set(parts.map(({ path }) => path))
  if (paths.size !== parts.length) throw new RangeError('two parts bear the same path')
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(xmlDocument(contentTypes(parts))),
    '_rels/.rels': strToU8(xmlDocument(relationships('', rootRelations, paths))),
  }
  for (const part of parts) {
    files[part.path] = strToU8(xmlDocument(part.root))
    if (part.relations === undefined) continue
    const relations = relationships(part.path, part.relations, paths)
    files[relationsPath(part.path)] = strToU8(xmlDocument(relations))
  }
  return zipSync(files, { level: 6, mtime: fixedTime })
}

function contentTypes(parts: readonly Part[]): Xml {
  return tag(
    'Types',
    { xmlns: 'http://schemas.openxmlformats.org/package/2006/content-types' },
    tag('Default', {
      Extension: 'rels',
      ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
    }),
    tag('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    ...parts.map(({ path, contentType }) =>
      tag('Override', { PartName: `/${path}`, ContentType: contentType }),
    ),
  )
}

function relationsPath(path: string): string {
  const slash = path.lastIndexOf('/')
  return `${path.slice(0, slash + 1)}_rels/${path.slice(slash + 1)}.rels`
}

function relationships(
  source: string,
  relations: readonly Relation[],
  known: ReadonlySet<string>,
): Xml {
  if (new Set(relations.map(({ id }) => id)).size !== relations.length) {
    throw new RangeError(`two relations of ${source || 'the package'} bear the same id`)
  }
  return tag(
    'Relationships',
    { xmlns: packageRelation },
    ...relations.map(({ id, type, target }) => {
      if (!known.has(target)) throw new RangeError(`a relation names ${target}, which is not there`)
      return tag('Relationship', { Id: id, Type: type, Target: relativePath(source, target) })
    }),
  )
}

/** From the folder of the source to the target; Office reads relative targets everywhere. */
function relativePath(source: string, target: string): string {
  const from = source.split('/').slice(0, -1)
  const to = target.split('/')
  let shared = 0
  while (shared < from.length && from[shared] === to[shared]) shared += 1
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/')
}

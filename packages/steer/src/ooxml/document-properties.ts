import { relationTypes, type Part, type Relation } from './package.ts'
import { tag, text } from './xml.ts'

/** What a file says of itself. */
export interface DocumentInfo {
  title: string
  /** Who made it: the workspace's name. */
  author: string
  /** ISO 8601 in UTC: of the snapshot, not of the clock, so that the bytes do not change. */
  madeAt: string
  /** Snapshot id and pack version, so that a file can be traced to its numbers. */
  subject: string
}

const prefix = 'application/vnd.openxmlformats-'

/** The two parts of properties that every Office file of ours has, and the package's relations to them. */
export function documentProperties(info: DocumentInfo): {
  parts: Part[]
  relations: Relation[]
} {
  const moment = `${info.madeAt.slice(0, 19)}Z`
  const core = tag(
    'cp:coreProperties',
    {
      'xmlns:cp': 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:dcterms': 'http://purl.org/dc/terms/',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    },
    tag('dc:title', {}, text(info.title)),
    tag('dc:subject', {}, text(info.subject)),
    tag('dc:creator', {}, text(info.author)),
    tag('dcterms:created', { 'xsi:type': 'dcterms:W3CDTF' }, text(moment)),
    tag('dcterms:modified', { 'xsi:type': 'dcterms:W3CDTF' }, text(moment)),
  )
  const app = tag(
    'Properties',
    { xmlns: 'http://schemas.openxmlformats.org/officeDocument/2006/extended-properties' },
    tag('Application', {}, text('Fealty')),
  )
  return {
    parts: [
      {
        path: 'docProps/core.xml',
        contentType: `${prefix}package.core-properties+xml`,
        root: core,
      },
      {
        path: 'docProps/app.xml',
        contentType: `${prefix}officedocument.extended-properties+xml`,
        root: app,
      },
    ],
    relations: [
      { id: 'rId2', type: relationTypes.core, target: 'docProps/core.xml' },
      { id: 'rId3', type: relationTypes.extended, target: 'docProps/app.xml' },
    ],
  }
}

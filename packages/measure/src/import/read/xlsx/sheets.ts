import { FealtyError } from '@fealty/core'
import type { SourceFile } from '../byte-source.ts'
import type { WorkbookParts } from './workbook-parts.ts'

export interface Sheet {
  name: string
  part: string
}

export interface Workbook {
  sheets: Sheet[]
  startsIn1904: boolean
}

/** The sheets of a workbook in their order. */
export async function readWorkbook(parts: WorkbookParts): Promise<Workbook> {
  const targets = new Map<string, string>()
  await parts.read('xl/_rels/workbook.xml.rels', {
    open(name, { Id, Target }) {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined) {
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
      }
    },
  })
  const sheets: Sheet[] = []
  let startsIn1904 = false
  await parts.read('xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') startsIn1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const id = attributes['r:id'] ?? attributes.id ?? ''
      const part = targets.get(id) ?? `xl/worksheets/sheet${sheets.length + 1}.xml`
      if (parts.has(part)) sheets.push({ name: attributes.name ?? '', part })
    },
  })
  return { sheets, startsIn1904 }
}

/** The sheet by its name. @throws FealtyError `file.mapping` naming the sheets there are. */
export function chooseSheet(sheets: readonly Sheet[], name: string, file: SourceFile): Sheet {
  const found = sheets.find((sheet) => sheet.name.toLowerCase() === name.trim().toLowerCase())
  if (found) return found
  const known = sheets.map((sheet) => `“${sheet.name}”`).join(', ')
  throw new FealtyError('file.mapping', {
    problem: `${file.name} has no sheet “${name}”; it has ${known}`,
  })
}

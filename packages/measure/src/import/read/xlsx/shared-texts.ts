import { FealtyError } from '@fealty/core'
import { limits } from '../../limits.ts'
import type { SourceFile } from '../byte-source.ts'
import type { WorkbookParts } from './workbook-parts.ts'

/** The texts that cells share, within what memory may hold. @throws FealtyError `file.limit` */
export async function readSharedTexts(parts: WorkbookParts, file: SourceFile): Promise<string[]> {
  const texts: string[] = []
  let pieces: string[] = []
  let isText = false
  let isPhonetic = false
  let length = 0
  let total = 0
  await parts.read('xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') {
        pieces = []
        length = 0
      } else if (name === 'rPh') isPhonetic = true
      else if (name === 't') isText = !isPhonetic
    },
    text(text) {
      if (!isText) return
      length += text.length
      total += text.length
      refuseLongText(file, length)
      if (total > limits.sharedCharacters) {
        throw new FealtyError('file.limit', {
          file: file.name,
          problem: 'its texts together are longer than can be held; save it as CSV',
        })
      }
      pieces.push(text)
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'rPh') isPhonetic = false
      else if (name === 'si') texts.push(pieces.join(''))
    },
  })
  return texts
}

/** @throws FealtyError `file.limit` for a text longer than Excel itself allows. */
export function refuseLongText(file: SourceFile, length: number): void {
  if (length <= limits.cellCharacters) return
  throw new FealtyError('file.limit', {
    file: file.name,
    problem: `a cell holds more than ${limits.cellCharacters} characters, more than Excel itself allows`,
  })
}

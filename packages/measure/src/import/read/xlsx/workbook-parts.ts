import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { FealtyError } from '@fealty/core'
import { limits } from '../../limits.ts'
import { refuseBomb, unreadable, type SourceFile } from '../byte-source.ts'

/** What a part tells while it is read; a handler that throws ends the reading. */
export interface XmlHandlers {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** The zip of a workbook: its parts are streamed, none is ever written to disk under its own name. */
export class WorkbookParts {
  private constructor(
    private readonly file: SourceFile,
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws FealtyError `file.unreadable`, `file.format`, `file.limit` */
  static async open(file: SourceFile): Promise<WorkbookParts> {
    try {
      const zip = await openPromise(file.path, { autoClose: false, strictFileNames: true })
      const entries = new Map<string, Entry>()
      if (zip.entryCount > limits.workbookParts) throw tooManyParts(file)
      for await (const entry of zip.eachEntry()) {
        entries.set(entry.fileName.toLowerCase(), entry)
        if (entries.size > limits.workbookParts) throw tooManyParts(file)
      }
      if (!entries.has('xl/workbook.xml')) {
        throw new FealtyError('file.format', {
          file: file.name,
          problem: 'it is a zip but no Excel workbook; unpack it first',
        })
      }
      return new WorkbookParts(file, zip, entries)
    } catch (error) {
      throw toZipError(file, error)
    }
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase())
  }

  /** Streams a part through the handlers. A part that is not there is empty. */
  async read(name: string, handlers: XmlHandlers): Promise<void> {
    const entry = this.entries.get(name.toLowerCase())
    if (entry === undefined) return
    const parser = makeParser(this.file, handlers)
    const decoder = new TextDecoder()
    let bytes = 0
    try {
      const stream = await this.zip.openReadStreamPromise(entry)
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        bytes += chunk.length
        refuseBomb(this.file, entry.compressedSize, bytes)
        parser.write(decoder.decode(chunk, { stream: true }))
      }
      parser.write(decoder.decode()).close()
    } catch (error) {
      throw toZipError(this.file, error)
    }
  }

  close(): void {
    this.zip.close()
  }
}

function makeParser(file: SourceFile, handlers: XmlHandlers): SaxesParser {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false, position: false } as {
    xmlns: false
  })
  parser.on('error', (error) => {
    throw error
  })
  // A workbook has no document type; one that does means to define entities.
  parser.on('doctype', () => {
    throw unreadable(file, 'it holds a document type declaration, which no workbook has')
  })
  const { open, text, close } = handlers
  if (open) {
    parser.on('opentag', (tag: SaxesTagPlain) => open(localName(tag.name), tag.attributes))
  }
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  if (close) parser.on('closetag', (tag: SaxesTagPlain) => close(localName(tag.name)))
  return parser
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function tooManyParts(file: SourceFile): FealtyError {
  return new FealtyError('file.limit', {
    file: file.name,
    problem: `it holds more than ${limits.workbookParts} parts`,
  })
}

/** Messages of the zip and XML readers name no cell, so they may be shown. */
function toZipError(file: SourceFile, error: unknown): Error {
  if (error instanceof FealtyError) return error
  const message = error instanceof Error ? error.message : 'unknown'
  return unreadable(file, `the workbook is damaged (${message.slice(0, 120)})`)
}

import { dayNumber } from '@fealty/core'
import { documentProperties } from '../ooxml/document-properties.ts'
import { packParts, relationTypes, type Part, type Relation } from '../ooxml/package.ts'
import { tag, text, type Xml } from '../ooxml/xml.ts'
import { lineHeight, rowHeight } from './row-height.ts'
import { stylesRoot } from './style-part.ts'
import {
  cellName,
  cellStyles,
  type Cell,
  type CellStyle,
  type Sheet,
  type Workbook,
} from './workbook.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const officeRelation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'

/** Serial number of 1970-01-01 in the 1900 date system. */
const epochSerial = 25_569
/** More characters than this in a cell make Excel repair the file. */
const longestText = 32_767

const styleOf = (style: CellStyle): number => cellStyles.indexOf(style)

function checkFinite(value: number): number {
  if (!Number.isFinite(value))
    throw new RangeError(`a cell must hold a finite number, got ${value}`)
  return value
}

/** One cell. `inlineStr` is text whatever it begins with: no program takes it for a formula. */
function cellXml(cell: Cell, reference: string): Xml {
  if (cell === null) return '' as Xml
  switch (cell.kind) {
    case 'text': {
      const content = tag('t', { 'xml:space': 'preserve' }, text(cell.text.slice(0, longestText)))
      return tag(
        'c',
        { r: reference, s: styleOf(cell.style ?? 'text'), t: 'inlineStr' },
        tag('is', {}, content),
      )
    }
    case 'number': {
      const value = text(String(checkFinite(cell.value)))
      return tag('c', { r: reference, s: styleOf(cell.style ?? 'number') }, tag('v', {}, value))
    }
    case 'day': {
      const serial = text(String(dayNumber(cell.day) + epochSerial))
      return tag('c', { r: reference, s: styleOf('day') }, tag('v', {}, serial))
    }
    case 'formula': {
      const isText = typeof cell.value === 'string'
      const value = typeof cell.value === 'string' ? cell.value : String(checkFinite(cell.value))
      return tag(
        'c',
        {
          r: reference,
          s: styleOf(cell.style ?? (isText ? 'text' : 'decimal')),
          t: isText ? 'str' : undefined,
        },
        tag('f', {}, text(cell.formula)),
        tag('v', {}, text(value)),
      )
    }
  }
}

function frozenXml(rows: number, isFirst: boolean): Xml {
  const pane =
    rows === 0
      ? []
      : [
          tag('pane', {
            ySplit: rows,
            topLeftCell: cellName(rows, 0),
            activePane: 'bottomLeft',
            state: 'frozen',
          }),
        ]
  const view = {
    showGridLines: 0,
    tabSelected: isFirst ? 1 : undefined,
    workbookViewId: 0,
  }
  return tag('sheetViews', {}, tag('sheetView', view, ...pane))
}

function sheetRoot(sheet: Sheet, index: number): Xml {
  const columns = sheet.widths.map((width, column) =>
    tag('col', { min: column + 1, max: column + 1, width, customWidth: 1 }),
  )
  const rows = sheet.rows.map((cells, row) => {
    const ht = rowHeight(cells, sheet.widths)
    return tag(
      'row',
      { r: row + 1, ht, customHeight: ht === undefined ? undefined : 1 },
      ...cells.map((cell, column) => cellXml(cell, cellName(row, column))),
    )
  })
  const last = cellName(
    Math.max(0, sheet.rows.length - 1),
    Math.max(0, ...sheet.rows.map((row) => row.length - 1)),
  )
  return tag(
    'worksheet',
    { xmlns: main },
    tag('sheetPr', {}, tag('pageSetUpPr', { fitToPage: 1 })),
    tag('dimension', { ref: `A1:${last}` }),
    frozenXml(sheet.frozenRows ?? 0, index === 0),
    tag('sheetFormatPr', { defaultRowHeight: lineHeight }),
    ...(columns.length === 0 ? [] : [tag('cols', {}, ...columns)]),
    tag('sheetData', {}, ...rows),
    tag('pageMargins', { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 }),
    tag('pageSetup', {
      paperSize: 9,
      orientation: sheet.landscape === false ? 'portrait' : 'landscape',
      fitToWidth: 1,
      fitToHeight: 0,
    }),
  )
}

const sheetPath = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`

function workbookPart(book: Workbook): Part {
  const count = book.sheets.length
  const relations: Relation[] = [
    ...book.sheets.map((_, index) => ({
      id: `rId${index + 1}`,
      type: relationTypes.worksheet,
      target: sheetPath(index),
    })),
    { id: `rId${count + 1}`, type: relationTypes.styles, target: 'xl/styles.xml' },
  ]
  const names = book.names.map(({ name, reference }) =>
    tag('definedName', { name }, text(reference)),
  )
  const root = tag(
    'workbook',
    { xmlns: main, 'xmlns:r': officeRelation },
    tag('bookViews', {}, tag('workbookView', { xWindow: 0, yWindow: 0 })),
    tag(
      'sheets',
      {},
      ...book.sheets.map(({ name }, index) =>
        tag('sheet', { name, sheetId: index + 1, 'r:id': `rId${index + 1}` }),
      ),
    ),
    ...(names.length === 0 ? [] : [tag('definedNames', {}, ...names)]),
    // Values are kept beside their formulas; programs recalculate when they open the file.
    tag('calcPr', { calcId: 191_029, fullCalcOnLoad: 1 }),
  )
  return {
    path: 'xl/workbook.xml',
    contentType: `${sheetType}sheet.main+xml`,
    root,
    relations,
  }
}

function checkSheets(sheets: readonly Sheet[]): void {
  if (sheets.length === 0) throw new RangeError('a workbook needs at least one sheet')
  const names = sheets.map(({ name }) => name.toLowerCase())
  if (new Set(names).size !== names.length) throw new RangeError('two sheets bear the same name')
  for (const { name } of sheets) {
    if (name.length > 31 || name === '' || /[:\\/?*[\]]/.test(name)) {
      throw new RangeError(`a sheet cannot be called “${name}”`)
    }
  }
}

/**
 * Writes sheets as XLSX (ECMA-376, transitional), with live formulas beside their values. The same
 * workbook gives the same bytes.
 * @throws RangeError on no sheet, a name Excel refuses, or a number that is not finite
 */
export function writeWorkbook(book: Workbook): Uint8Array {
  checkSheets(book.sheets)
  const properties = documentProperties(book)
  const sheets = book.sheets.map((sheet, index): Part => ({
    path: sheetPath(index),
    contentType: `${sheetType}worksheet+xml`,
    root: sheetRoot(sheet, index),
  }))
  const styles: Part = {
    path: 'xl/styles.xml',
    contentType: `${sheetType}styles+xml`,
    root: stylesRoot(),
  }
  return packParts(
    [workbookPart(book), ...sheets, styles, ...properties.parts],
    [
      { id: 'rId1', type: relationTypes.document, target: 'xl/workbook.xml' },
      ...properties.relations,
    ],
  )
}

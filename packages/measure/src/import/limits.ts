/**
 * What a file may ask of the reader. A file beyond a limit is refused with `file.limit`; none of
 * these is met by exports of real systems.
 */
export const limits = {
  /** Columns of a table; a wider file is most often a transposed or broken one. */
  columns: 1_000,
  /** Bytes of one row as UTF-8: longer means an unclosed quote or no table at all. */
  rowBytes: 1_048_576,
  /** Characters of one header name. */
  headerCharacters: 200,
  /** Unpacked bytes of one file or one part of a workbook. */
  unpackedBytes: 64 * 2 ** 30,
  /** Above `bombBytes` unpacked, more than this many times the packed size is taken for a bomb. */
  packRatio: 400,
  bombBytes: 16 * 2 ** 20,
  /** Parts of a workbook. */
  workbookParts: 10_000,
  /** Characters of a cell: the most Excel itself can hold. */
  cellCharacters: 32_767,
  /** Characters of all shared texts of a workbook together; they are held in memory. */
  sharedCharacters: 128 * 2 ** 20,
} as const

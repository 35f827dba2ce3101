/** An error's HTTP status and its sentence; text in braces is filled from the details. */
export interface ErrorEntry {
  status: number
  message: string
}

/** A part of the catalogue, by code. */
export type ErrorEntries = Readonly<Record<string, ErrorEntry>>

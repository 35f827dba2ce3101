import type { Cell } from '../engine.ts'

/** A column of an answer as the cluster names it. */
export interface TrinoColumn {
  name: string
  /** e.g. `decimal(18,4)` */
  type: string
}

type Read = (value: unknown) => Cell

const asIs: Read = (value) => value as Cell
/** NaN and the infinities come as text. */
const toDouble: Read = (value) => (typeof value === 'string' ? Number(value) : (value as Cell))
/** Whole seconds carry no fraction, and no fraction ends with zeros, as with the embedded engine. */
const toMoment: Read = (value) => {
  const text = String(value)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** How cells of a type are read, so that both engines give the same cell for the same value. */
export function readerOf(type: string): Read {
  const reader = byType(type)
  return (value) => (value === null || value === undefined ? null : reader(value))
}

function byType(type: string): Read {
  if (type === 'double' || type === 'real') return toDouble
  if (type.startsWith('timestamp')) return toMoment
  return asIs
}

const dayMilliseconds = 86_400_000

/** How cells of a type become doubles: a day is the number of days since 1970, null is NaN. */
export function numberReaderOf(type: string): (value: unknown) => number {
  if (type === 'date')
    return (value) =>
      value === null ? Number.NaN : Date.parse(`${value as string}T00:00:00Z`) / dayMilliseconds
  return (value) => (value === null ? Number.NaN : Number(value))
}

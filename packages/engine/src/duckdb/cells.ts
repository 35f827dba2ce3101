import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api'
import type { Cell } from '../engine.ts'

/** A value of DuckDB as a cell: exact numbers that a double cannot hold become text. */
export function toCell(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  }
  if (value instanceof DuckDBDecimalValue || value instanceof DuckDBDateValue) {
    return value.toString()
  }
  if (value instanceof DuckDBTimestampValue) return value.toString().replace(/\.0+$/, '')
  return value.toString()
}

/** A value of DuckDB as a double; null becomes NaN, which kernels refuse by name. */
export function toNumber(value: DuckDBValue): number {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  if (value instanceof DuckDBDateValue) return value.days
  return Number.NaN
}

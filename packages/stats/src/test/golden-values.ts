import { readFileSync } from 'node:fs'

/** The golden values that `golden/<kernel>/make.py` wrote. */
export function readGolden(kernel: string): unknown {
  const file = new URL(`../../golden/${kernel}/values.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** |actual − expected| relative to the expected value, or absolute where that is 0. */
export function relativeGap(actual: number, expected: number): number {
  if (actual === expected) return 0
  return Math.abs(actual - expected) / (expected === 0 ? 1 : Math.abs(expected))
}

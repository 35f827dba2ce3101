import type { Row } from '@fealty/engine'
import { numberOf } from '../metric/statistic-families.ts'
import type { UnitRatio } from './unit-ratio.ts'

/** Sums over the units of an arm in one window: the ratio Σy / Σx, clustered by unit. */
export interface WindowSums {
  /** Units with anything to count in the window. */
  n: number
  y: number
  x: number
  yy: number
  xx: number
  xy: number
}

/** Everything that an effect needs of one arm. */
export interface ArmStatistics {
  arm: string
  /** Units in the arm, whether anything was measured on them or not. */
  units: number
  windows: WindowSums[]
  /** Products of the first window with the second: numerators and denominators crosswise. */
  cross: { yy: number; yx: number; xy: number; xx: number }
  /** Σ y_t y_s over the units for every pair of windows, row by row; only per unit. */
  panel: Float64Array | null
  /** Answers by band in the second window, where the metric has bands. */
  bands: Record<string, number> | null
}

/** Reads the rows of `armStatisticsSql`. */
export function readArmStatistics(
  rows: readonly Row[],
  windows: number,
  ratio: UnitRatio,
): ArmStatistics[] {
  return rows.map((row) => {
    const at = (name: string): number => numberOf(row, name)
    const perUnit = ratio.x === null
    const units = at('units')
    const sums = Array.from({ length: windows }, (_, w): WindowSums => {
      const y = at(`sy${w}`)
      const yy = at(`p${w}_${w}`)
      return perUnit
        ? { n: at(`n${w}`), y, x: units, yy, xx: units, xy: y }
        : { n: at(`n${w}`), y, x: at(`sx${w}`), yy, xx: at(`xx${w}`), xy: at(`xy${w}`) }
    })
    const pair = (t: number, s: number): number => at(`p${Math.min(t, s)}_${Math.max(t, s)}`)
    return {
      arm: String(row.arm),
      units,
      windows: sums,
      cross: perUnit
        ? { yy: at('p0_1'), yx: at('sy0'), xy: at('sy1'), xx: units }
        : { yy: at('p0_1'), yx: at('y0x1'), xy: at('x0y1'), xx: at('x0x1') },
      panel: perUnit
        ? Float64Array.from({ length: windows * windows }, (_, index) =>
            pair(Math.floor(index / windows), index % windows),
          )
        : null,
      bands:
        ratio.bands === null
          ? null
          : Object.fromEntries(ratio.bands.map(({ name }, index) => [name, at(`b${index}`)])),
    }
  })
}

/**
 * Arms of several groups of units as one: all of it is sums over units, so it adds up. The windows of
 * each group may lie on other days, as where each unit is followed from a day of its own.
 */
export function addArmStatistics(groups: readonly (readonly ArmStatistics[])[]): ArmStatistics[] {
  const sums = new Map<string, ArmStatistics>()
  for (const one of groups.flat()) {
    const known = sums.get(one.arm)
    sums.set(one.arm, known ? addTwo(known, one) : one)
  }
  return [...sums.values()].sort((a, b) => (a.arm < b.arm ? -1 : 1))
}

function addTwo(a: ArmStatistics, b: ArmStatistics): ArmStatistics {
  return {
    arm: a.arm,
    units: a.units + b.units,
    windows: a.windows.map((sums, w) => addNumbers(sums, b.windows[w]!)),
    cross: addNumbers(a.cross, b.cross),
    panel: a.panel && b.panel ? a.panel.map((value, at) => value + b.panel![at]!) : null,
    bands: a.bands && b.bands ? addNumbers(a.bands, b.bands) : null,
  }
}

/** Both objects have the same names. */
function addNumbers<T extends object>(a: T, b: T): T {
  const other = b as Record<string, number>
  return Object.fromEntries(
    Object.entries(a as Record<string, number>).map(([name, value]) => [
      name,
      value + other[name]!,
    ]),
  ) as T
}

/**
 * Holds the chance of a target to what comes: made-up series whose end is known, five ways in which a
 * level may move. Prints the reliability table and Brier scores of `docs/guide/targets.md`.
 *
 *   npm run long -- targets [SERIES]
 */
import {
  brierScore,
  simulatedWorlds,
  tabulateReliability,
  tellChances,
  type ToldChance,
} from '../src/target/simulate-calibration.ts'

const series = Number(process.argv[2] ?? 400)
const all: ToldChance[] = []
console.log('world | months | ahead | Brier | of always saying the base rate')
for (const world of simulatedWorlds) {
  for (const months of [24, 36]) {
    for (const periods of [3, 6]) {
      const told = tellChances(world, { months, periods, series, seed: 1000 + months + periods })
      all.push(...told)
      const base = told.filter(({ met }) => met).length / told.length
      const climate = base * (1 - base)
      console.log(
        `${world.name} | ${months} | ${periods} | ${brierScore(told).toFixed(3)} | ${climate.toFixed(3)}`,
      )
    }
  }
}
const rows = tabulateReliability(all)
console.log(
  `\nall: Brier ${brierScore(all).toFixed(3)}, ${all.length} targets\ntold | mean told | met | targets`,
)
for (const { from, to, told, met, n } of rows) {
  console.log(
    `${from.toFixed(1)} to ${to.toFixed(1)} | ${told.toFixed(3)} | ${met.toFixed(3)} | ${n}`,
  )
}
// A range is wrong when told and met differ by more than 8 points.
if (rows.some(({ told, met, n }) => n > 100 && Math.abs(told - met) > 0.08)) process.exitCode = 1

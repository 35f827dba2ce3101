/**
 * How often a shift of the level is seen, and how often one is seen that is not there.
 *
 *   npm run long -- change-power         1,000 draws of each cell
 *   npm run long -- change-power 200     fewer
 */
import { detectLevelChanges } from '../src/change/detect-changes.ts'
import { detectLevelShift } from '../src/change/detect-level-shift.ts'
import { drawNormal } from '../src/random/draw.ts'
import { createRandomSource } from '../src/random/random-source.ts'

const [runs = 1000] = process.argv.slice(2).map(Number)
const steps = [0, 0.5, 1, 1.5, 2, 3]
let isOff = false

function seen(share: number): string {
  return (100 * share).toFixed(1)
}

/** Shares of draws in which a shift by each step was seen, in the later third of the periods. */
function powerOf(periods: number, detect: (values: number[], run: number) => boolean): number[] {
  return steps.map((step) => {
    const random = createRandomSource(20_240_601)
    let count = 0
    for (let run = 0; run < runs; run += 1) {
      const values = Array.from(
        { length: periods },
        (_, t) => drawNormal(random) + (3 * t >= 2 * periods ? step : 0),
      )
      if (detect(values, run)) count += 1
    }
    return count / runs
  })
}

const methods = {
  'one shift, known variances': (values: number[]) => {
    const standardErrors = values.map(() => 1)
    const shift = detectLevelShift({ values, standardErrors }, { extraVariance: 0 })
    return shift.kind === 'level-shift' && shift.isShift
  },
  'one shift, extra variance estimated': (values: number[]) => {
    const shift = detectLevelShift({ values, standardErrors: values.map(() => 0.5) })
    return shift.kind === 'level-shift' && shift.isShift
  },
  'any number, known variances': (values: number[], seed: number) => {
    const found = detectLevelChanges(
      { values, standardErrors: values.map(() => 1) },
      { extraVariance: 0, simulations: 99, seed },
    )
    return found.kind === 'level-changes' && found.changes.length > 0
  },
  'any number, extra variance estimated': (values: number[], seed: number) => {
    const found = detectLevelChanges(
      { values, standardErrors: values.map(() => 0.5) },
      { simulations: 99, seed },
    )
    return found.kind === 'level-changes' && found.changes.length > 0
  },
}

console.log(`Shift by so many standard deviations of a period, ${runs} draws; seen, %`)
console.log(
  `\n| method | periods | ${steps.join(' | ')} |\n|---|---|${steps.map(() => '---|').join('')}`,
)
for (const [name, detect] of Object.entries(methods))
  for (const periods of [12, 24, 52]) {
    const power = powerOf(periods, detect)
    console.log(`| ${name} | ${periods} | ${power.map(seen).join(' | ')} |`)
    isOff ||= power[0]! > 0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs)
  }

if (isOff) {
  console.error('A shift is seen too often where there is none.')
  process.exitCode = 1
}

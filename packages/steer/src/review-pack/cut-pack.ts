import { domainOf } from '@fealty/charts'
import type { Sight } from '../review/sight.ts'
import type { ReviewPack } from './contract.ts'
import { writePackHeadline } from './write-headline.ts'

/**
 * The pack as a manager sees it: the own units and what is decided, promised and earned for them. What
 * is of the whole company (the North Star, what moved, cases, comments, benchmarks of the company) is left out, and that
 * is said. The headline speaks of what is left. Pure; the stored pack stays as it is.
 */
export function cutPack(pack: ReviewPack, { isWhole, seesUnit, seesNamed }: Sight): ReviewPack {
  if (isWhole) return pack
  const units = pack.units.filter(seesUnit)
  const decisions = pack.decisions.filter(({ unit }) => seesNamed(unit))
  const targets = units.flatMap(({ target }) => target.value ?? [])
  const shown = units.flatMap(({ score, before }) => [score, before])
  return {
    ...pack,
    headline: writePackHeadline(pack.date, units, decisions.length),
    northStar: '',
    subline: `${pack.seriesName} no. ${pack.number} · ${pack.periods.now} against ${pack.periods.before} · your units only · snapshot ${pack.snapshotId.slice(0, 8)}, pack ${pack.version}`,
    domain: [...domainOf(shown, targets)] as [number, number],
    units,
    decisions,
    promised: pack.promised.filter(({ unit }) => seesNamed(unit)),
    promisedNote: 'of your units',
    initiatives: pack.initiatives.filter(({ unit }) => seesNamed(unit)),
    moved: [],
    movedNote: '',
    benchmarks: [],
    benchmarksNote: '',
    cases: [],
    casesNote: '',
    voices: [],
    voicesNote: '',
    missing: [
      'Only your own units and those below them are shown. What is of the whole company (what moved, cases, comments) stands in the whole pack.',
    ],
  }
}

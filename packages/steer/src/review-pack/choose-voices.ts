import { FealtyError, writeDay } from '@fealty/core'
import { pickVerbatims, type VerbatimChoice } from '@fealty/explain'
import type { MetricInfo } from '@fealty/measure'
import type { SteerCall } from '../record-change.ts'
import type { ReviewPack } from './contract.ts'
import type { MeasuredUnit } from './measure-units.ts'

const voiceCount = 3

/** A unit whose score moved for real, with what its customers are asked about: why it fell, or rose. */
export interface MovedUnit {
  id: string
  name: string
  feeling: 'positive' | 'negative'
}

/**
 * The unit that the room will ask about: the one with the largest real fall, without a fall the one with
 * the largest real rise; null when none moved for real or the measure has no better side.
 */
export function chooseMoved(
  units: readonly MeasuredUnit[],
  { better }: Pick<MetricInfo, 'better'>,
): MovedUnit | null {
  if (better === 'neither') return null
  const sign = better === 'higher' ? 1 : -1
  const moved = units
    .flatMap(({ unit, change }) =>
      change.verdict === 'real' && change.difference !== undefined
        ? [{ unit, gain: sign * change.difference }]
        : [],
    )
    .sort((one, other) => one.gain - other.gain)
  const worst = moved[0]
  if (!worst) return null
  const { unit, gain } = worst.gain < 0 ? worst : moved.at(-1)!
  return { id: unit.id, name: unit.name, feeling: gain < 0 ? 'negative' : 'positive' }
}

/**
 * Verbatims of the reviewed period: two of the unit that moved, which say why, then of all customers,
 * spread over the themes. None where nobody wrote anything.
 */
export async function readVoices(
  call: SteerCall,
  { period, moved }: { period: { from: string; to: string }; moved: MovedUnit | null },
): Promise<Pick<ReviewPack, 'voices' | 'voicesNote'>> {
  const pick = async (more: Partial<VerbatimChoice>) => {
    try {
      return await pickVerbatims(call, { ...period, count: voiceCount, ...more })
    } catch (error) {
      // A workspace whose answers bear no comments has nothing to search.
      if (error instanceof FealtyError && error.status < 500) return []
      throw error
    }
  }
  const own =
    moved === null ? [] : await pick({ unit: moved.id, sentiment: moved.feeling, count: 2 })
  const known = new Set(own.map(({ words }) => words))
  const others = (await pick({})).filter(({ words }) => !known.has(words))
  const voices = [...own, ...others].slice(0, voiceCount).map(({ words, nps, segment, day }) => ({
    text: words,
    note: [nps === null ? '' : `${nps} of 10`, segment ?? '', writeDay(day)]
      .filter((part) => part !== '')
      .join(' · '),
    caseId: '',
  }))
  return { voices, voicesNote: writeNote(voices.length, own.length > 0 ? moved : null) }
}

function writeNote(count: number, moved: MovedUnit | null): string {
  if (count === 0) return ''
  if (moved === null) return 'picked across the themes of the period'
  return `${moved.name} first: it ${moved.feeling === 'negative' ? 'fell' : 'rose'}`
}

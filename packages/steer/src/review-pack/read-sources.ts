import { readCaseBoard, type CaseBoard } from '@fealty/act'
import { formatCount, formatDays } from '@fealty/charts'
import { addDays, type Day } from '@fealty/core'
import { metricCatalogue, type MetricId } from '@fealty/measure'
import type { SteerCall } from '../record-change.ts'
import { showOwnInitiatives } from '../initiative/read-initiatives.ts'
import { kpiRecords } from '../kpi/kpi-records.ts'
import type { JudgedTarget } from '../target/contract.ts'
import { judgeTargets } from '../target/judge-targets.ts'
import { readVoices, type MovedUnit } from './choose-voices.ts'
import type { PackLine, ReviewPack } from './contract.ts'
import type { Seen } from './propose-decisions.ts'
import {
  showCorrections,
  showEffects,
  showMoneyToCome,
  type PackInitiative,
} from './show-initiatives.ts'

/** What other slices and rooms know of a unit, by its id. */
export interface UnitKnowledge {
  target?: { value: number; due: string; likely: number | null }
  hasInitiative?: boolean
  /** What was measured of its initiatives so far. */
  effect?: string
}

/** All that a pack takes from beside measures and reviews. */
export interface PackSources {
  byUnit: ReadonlyMap<string, UnitKnowledge>
  waiting: Seen['waiting']
  initiatives: ReviewPack['initiatives']
  cases: readonly PackLine[]
  casesNote: string
  voices: ReviewPack['voices']
  voicesNote: string
  /** What is not there, one sentence each: a line of the pack, not an error. */
  missing: readonly string[]
}

export interface SourceQuestion {
  metric: MetricId
  units: readonly { id: string; name: string }[]
  /** The unit that the room will ask about. */
  moved: MovedUnit | null
  /** First and last day of the period that is reviewed, both inclusive. */
  period: { from: Day; to: Day }
  /** The last day with facts. */
  asOf: Day
  /** A year, as a share. */
  discountRate: number
  currency: string
}

/** The targets of each unit for the metric of the series; of several the one that ends first. */
async function readTargets(
  call: SteerCall,
  { metric, units }: SourceQuestion,
): Promise<Map<string, UnitKnowledge>> {
  const [targets, kpis] = await Promise.all([
    judgeTargets(call),
    kpiRecords.list(call.services.store, call.workspaceId),
  ])
  const bound = new Set(
    kpis
      .filter(({ body: { binding } }) => binding.kind === 'metric' && binding.metric === metric)
      .map(({ id }) => id),
  )
  const open = targets
    .filter(({ kpiId, status }) => bound.has(kpiId) && status !== 'met' && status !== 'missed')
    .sort((a, b) => (a.deadline < b.deadline ? -1 : 1))
  return new Map(
    units.flatMap(({ id }) => {
      const target = open.find(({ unitId }) => unitId === id)
      return target ? [[id, showTarget(target)] as const] : []
    }),
  )
}

function showTarget({ goal, deadline, chance, initiativeIds }: JudgedTarget): UnitKnowledge {
  return {
    target: { value: goal, due: deadline, likely: chance.value },
    hasInitiative: initiativeIds.length > 0,
  }
}

function showCases({ open, late, timeToContact, targetHours }: CaseBoard): PackLine[] {
  const waits =
    timeToContact.kind === 'estimate'
      ? `median ${formatCount(timeToContact.value, { decimals: 1 })} open hours to first contact, n ${formatCount(timeToContact.n)}`
      : timeToContact.why
  const promised = targetHours === null ? '' : `, ${formatCount(targetHours)} promised`
  return [
    {
      title: `${formatCount(open)} open without first contact`,
      note: `${waits}${promised}`,
      right: { text: `${formatCount(late)} late`, tone: late > 0 ? 'worse' : 'neutral' },
      unit: '',
    },
  ]
}

/** Each unit with its target and with what its initiatives have been measured to do. */
function joinUnits(
  { metric, units, currency }: SourceQuestion,
  targets: ReadonlyMap<string, UnitKnowledge>,
  initiatives: readonly PackInitiative[],
): Map<string, UnitKnowledge> {
  const { info } = metricCatalogue[metric]
  return new Map(
    units.map(({ id }) => {
      const effect = showEffects(initiatives, { unitId: id, metric: info, currency })
      const known = targets.get(id)
      const isWorkedOn = initiatives.some((one) => one.unitId === id && one.state !== 'stopped')
      const hasInitiative = known?.hasInitiative === true || isWorkedOn
      return [id, { ...known, hasInitiative, ...(effect === '' ? {} : { effect }) }]
    }),
  )
}

/** Reads targets, initiatives, cases and verbatims as far as the workspace has them. */
export async function readSources(call: SteerCall, question: SourceQuestion): Promise<PackSources> {
  const [targets, initiatives, board, { voices, voicesNote }] = await Promise.all([
    readTargets(call, question),
    showOwnInitiatives(call),
    readCaseBoard(call, { from: addDays(call.today, -27), to: call.today }),
    readVoices(call, question),
  ])
  const hasCases = board.open + board.opened + board.closed > 0
  return {
    byUnit: joinUnits(question, targets, initiatives),
    waiting: showCorrections(initiatives),
    initiatives: showMoneyToCome(initiatives, question),
    cases: hasCases ? showCases(board) : [],
    casesNote: `${board.opened} opened, ${board.closed} closed in ${formatDays(28)}`,
    voices,
    voicesNote,
    missing: [
      ...(targets.size === 0 ? ['No target of this measure is set for these units.'] : []),
      ...(hasCases ? [] : ['No case was opened in these four weeks.']),
      ...(voices.length === 0 ? ['No comment was written in this period.'] : []),
      ...(initiatives.length === 0
        ? ['No initiative is written down, so no effect is measured.']
        : []),
    ],
  }
}

import { addMonths } from '@fealty/core'
import type { Commands } from '../../api/contracts.ts'

type Saved = Commands['initiatives.save']['input']
export type MetricId = Saved['metrics'][number]

/** An initiative as its form holds it: texts, as people type them. */
export interface InitiativeDraft {
  name: string
  aim: string
  leverId: string
  unitId: string
  owner: string
  accountable: string
  from: string
  to: string
  metrics: readonly MetricId[]
  targetIds: readonly string[]
  /** Money of one month. */
  benefit: string
  cost: string
  /** By how much the benefit may fall short or rise, in per cent. */
  spread: string
  /** The experiment whose effect it claims; empty while there is none. */
  experimentId: string
  /** Money per unit of the measure and customer, and who says so. */
  worth: string
  why: string
}

export const emptyInitiative: InitiativeDraft = {
  name: '',
  aim: '',
  leverId: '',
  unitId: '',
  owner: '',
  accountable: '',
  from: '',
  to: '',
  metrics: ['nps'],
  targetIds: [],
  benefit: '',
  cost: '',
  spread: '30',
  experimentId: '',
  worth: '',
  why: '',
}

/** The longest plan, in months. */
const mostMonths = 120

/** An amount of money that is zero or more; null for what is none. */
export function readAmount(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || !Number.isFinite(value) || value < 0 ? null : value
}

/** The months that a window touches, `YYYY-MM`; none where it ends before it begins. */
export function monthsOf(from: string, to: string): string[] {
  const months: string[] = []
  if (from === '' || to === '') return months
  for (let month = from.slice(0, 7); month <= to.slice(0, 7) && months.length <= mostMonths;) {
    months.push(month)
    month = addMonths(`${month}-01`, 1).slice(0, 7)
  }
  return months
}

/** What is saved; null while something is missing or no number. */
export function buildInitiative(draft: InitiativeDraft): Saved | null {
  const months = monthsOf(draft.from, draft.to)
  const benefit = readAmount(draft.benefit)
  const cost = readAmount(draft.cost)
  const spread = readAmount(draft.spread)
  const claims = buildClaims(draft)
  const isNamed = [draft.name, draft.leverId, draft.owner, draft.accountable].every(
    (text) => text.trim() !== '',
  )
  if (!isNamed || draft.metrics.length === 0 || claims === null) return null
  if (benefit === null || cost === null || spread === null || spread > 100) return null
  if (months.length === 0 || months.length > mostMonths || draft.to < draft.from) return null
  return {
    name: draft.name,
    aim: draft.aim,
    leverId: draft.leverId,
    unitId: draft.unitId === '' ? null : draft.unitId,
    owner: draft.owner,
    accountable: draft.accountable,
    window: { from: draft.from, to: draft.to },
    metrics: [...draft.metrics],
    targetIds: [...draft.targetIds],
    claims,
    plan: {
      benefits: everyMonth(months, benefit, spread / 100),
      costs: everyMonth(months, cost, 0),
    },
    expected: 0,
  }
}

function everyMonth(months: readonly string[], likely: number, spread: number) {
  if (likely === 0) return []
  return months.map((month) => ({
    month,
    low: likely * (1 - spread),
    likely,
    high: likely * (1 + spread),
  }))
}

/** None without an experiment; null where one is chosen and its worth is not said. */
function buildClaims({ experimentId, worth, why }: InitiativeDraft): Saved['claims'] | null {
  if (experimentId === '') return []
  const likely = readAmount(worth)
  if (likely === null || why.trim() === '') return null
  const unitValue = { low: likely, likely, high: likely, why }
  return [{ experimentId, valuation: { volume: { kind: 'treated' }, unitValue } }]
}

import type { Answer, Commands } from '../../api/contracts.ts'
import { readNumber } from '../../ui/read-typed.ts'

type Kpi = Answer<'kpis.list'>['kpis'][number]
type Target = Answer<'targets.list'>['targets'][number]
type Saved = Commands['targets.save']['input']

/** A target as its form holds it: texts, as people type them. */
export interface TargetDraft {
  name: string
  kpiId: string
  unitId: string
  goal: string
  deadline: string
  accountable: string
  initiativeIds: readonly string[]
  /** In per cent. */
  reachToCome: string
  reason: string
}

/** An empty form, or the target as it is. */
export function draftOf(target: Target | undefined): TargetDraft {
  const scale = target?.kpi.unit === 'share' ? 100 : 1
  return {
    name: target?.name ?? '',
    kpiId: target?.kpiId ?? '',
    unitId: target?.unitId ?? '',
    goal: target ? writeNumber(scale * target.goal) : '',
    deadline: target?.deadline ?? '',
    accountable: target?.accountable ?? '',
    initiativeIds: target?.initiativeIds ?? [],
    reachToCome: writeNumber(100 * (target?.reachToCome ?? 0)),
    reason: '',
  }
}

/** As it is typed, without the dust of binary fractions. */
const writeNumber = (value: number): string => String(Number(value.toPrecision(12)))

/** Goal or day moved: then a reason is asked for. */
export function isReplanned(draft: TargetDraft, target: Target | undefined): boolean {
  const before = draftOf(target)
  return target !== undefined && (draft.goal !== before.goal || draft.deadline !== before.deadline)
}

/** What is saved; null while something is missing or no number. Shares are typed in per cent. */
export function buildTarget(
  draft: TargetDraft,
  kpi: Kpi | undefined,
  target: Target | undefined,
): Saved | null {
  const goal = readNumber(draft.goal)
  const reach = readNumber(draft.reachToCome)
  if (!kpi || draft.name.trim() === '' || draft.deadline === '' || goal === null) return null
  if (reach === null || reach < 0 || reach > 100) return null
  if (isReplanned(draft, target) && draft.reason.trim() === '') return null
  return {
    ...(target && {
      id: target.id,
      expected: target.version,
      where: target.where,
      grain: target.grain,
    }),
    name: draft.name,
    kpiId: kpi.id,
    unitId: draft.unitId === '' ? null : draft.unitId,
    goal: kpi.measure.unit === 'share' ? goal / 100 : goal,
    direction: target?.direction ?? (kpi.better === 'lower' ? 'down' : 'up'),
    deadline: draft.deadline,
    accountable: [draft.accountable.trim() === '' ? kpi.accountable : draft.accountable],
    initiativeIds: [...draft.initiativeIds],
    reachToCome: reach / 100,
    ...(draft.reason.trim() === '' ? {} : { reason: draft.reason }),
  }
}

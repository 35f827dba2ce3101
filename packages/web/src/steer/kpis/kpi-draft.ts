import type { Answer, Commands } from '../../api/contracts.ts'
import { readList } from '../../ui/read-typed.ts'
import { wordsOf, writeWords } from './binding-words.ts'

type Entry = Answer<'kpis.library'>['entries'][number]
export type ListedKpi = Answer<'kpis.list'>['kpis'][number]
type Saved = Commands['kpis.save']['input']
type Binding = Entry['binding']
type Metric = Extract<Binding, { kind: 'metric' }>['metric']

/** What a KPI is made from: an entry of the library, or the KPI as it is. */
export type KpiSource = { entry: Entry } | { kpi: ListedKpi }

/** A KPI as its form holds it: texts, as people type them. */
export interface KpiDraft {
  name: string
  perspective: string
  better: NonNullable<Saved['better']>
  /** `bound` keeps the measure it has, `manual` is by hand; else the metric it is bound to. */
  measure: 'bound' | 'manual' | Metric
  /** Words in the data that count, where the measure asks for some; commas between them. */
  words: string
  unit: NonNullable<Saved['unit']>
  unitId: string
  accountable: string
  /** One a line: what moves it, and after a colon the role that decides, where it is another one. */
  levers: string
  northStar: boolean
  reason: string
}

/** The form of an entry that is adopted, or of a KPI that is changed. */
export function draftOf(source: KpiSource): KpiDraft {
  const { name, perspective, better, binding } = 'kpi' in source ? source.kpi : source.entry
  const words = wordsOf(binding).join(', ')
  const northStar = 'kpi' in source && source.kpi.northStar
  const drafted = {
    ...{ name, perspective, better, words, northStar },
    measure: 'bound' as const,
    reason: '',
  }
  if ('entry' in source) {
    return { ...drafted, unit: 'share', unitId: '', accountable: '', levers: '' }
  }
  const { unit, unitId, accountable, levers } = source.kpi
  return {
    ...drafted,
    unit,
    unitId: unitId ?? '',
    accountable,
    levers: levers
      .map(({ what, decidedBy }) => (decidedBy === accountable ? what : `${what}: ${decidedBy}`))
      .join('\n'),
  }
}

/** The measure that the form binds. */
export function bindingOf({ measure, words }: KpiDraft, source: KpiSource): Binding {
  const { binding } = 'kpi' in source ? source.kpi : source.entry
  if (measure === 'manual') return { kind: 'manual' }
  if (measure !== 'bound') return { kind: 'metric', metric: measure }
  return wordsOf(binding).length > 0 ? writeWords(binding, readList(words)) : binding
}

/** Another measure or other customers: then a reason is asked for. */
export function isRebound(draft: KpiDraft, source: KpiSource): boolean {
  if ('entry' in source) return false
  const { kpi } = source
  const moved = JSON.stringify(bindingOf(draft, source)) !== JSON.stringify(kpi.binding)
  return moved || draft.unitId !== (kpi.unitId ?? '')
}

/** What is saved; null while something is missing. */
export function buildKpi(draft: KpiDraft, source: KpiSource): Saved | null {
  const { unitId, levers, reason, name, perspective, better, unit, northStar } = draft
  const accountable = draft.accountable.trim()
  if (name.trim() === '' || (isRebound(draft, source) && reason.trim() === '')) return null
  return {
    ...keptOf(source),
    ...{ name, perspective, better, unit, northStar },
    binding: bindingOf(draft, source),
    unitId: unitId === '' ? null : unitId,
    accountable: accountable === '' ? [] : [accountable],
    levers: readList(levers, '\n').map((line) => readLever(line, accountable)),
    ...(reason.trim() === '' ? {} : { reason }),
  }
}

/** What the form has no field for stays as it was. */
function keptOf(
  source: KpiSource,
): Pick<Saved, 'id' | 'expected' | 'libraryId' | 'where' | 'note'> {
  if ('entry' in source) return { libraryId: source.entry.id }
  const { id, version, libraryId, where, note } = source.kpi
  return { id, expected: version, libraryId, where, note }
}

function readLever(line: string, accountable: string): { what: string; decidedBy: string } {
  const [, what = line, decidedBy = accountable] = /^(.*?):\s*(.+)$/u.exec(line) ?? []
  return { what: what.trim(), decidedBy: decidedBy.trim() }
}

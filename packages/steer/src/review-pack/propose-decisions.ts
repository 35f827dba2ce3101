import type { ListedDecision } from '../review/contract.ts'
import type { PackDecision, PackUnit } from './contract.ts'

/** What a pack knows when it proposes what to decide. */
export interface Seen {
  units: readonly PackUnit[]
  /** Ids of units whose target an initiative carries. */
  carried: ReadonlySet<string>
  /** Corrections of initiatives that are open, improvements that wait, programmes without effect. */
  waiting: readonly { title: string; note: string; unit: string; rule: string }[]
}

function proposed(title: string, note: string, unit: string, rule: string): PackDecision {
  return { id: '', title, note, unit, proposedBy: '', rule }
}

/** What a unit's figures ask for: a fall without an action, a target that nothing carries. */
function proposeForUnit(unit: PackUnit, carried: ReadonlySet<string>): PackDecision[] {
  const isCarried = carried.has(unit.id) || unit.actionsDue > 0
  const { likely, likelyText, text } = unit.target
  if (likely !== null && likely < 0.8 && !isCarried) {
    return [
      proposed(
        `Keep, change or close the target “${unit.name} ${text}”?`,
        `${likelyText} likely · no initiative or action carries it`,
        unit.name,
        'target without initiative',
      ),
    ]
  }
  if (unit.verdict.tone === 'worse' && !isCarried) {
    return [
      proposed(
        `What is done about ${unit.name}?`,
        `${unit.verdict.text} · no action is open`,
        unit.name,
        'fall without action',
      ),
    ]
  }
  return []
}

function noteOf(decision: ListedDecision): string {
  const note = [
    decision.unit,
    decision.proposedBy === '' ? '' : `proposed by ${decision.proposedBy}`,
    decision.reversible ? 'reversible' : 'not reversible',
    decision.cost === '' ? '' : `costs ${decision.cost}`,
    decision.note,
  ]
    .filter((part) => part !== '')
    .join(' · ')
  return note.charAt(0).toUpperCase() + note.slice(1)
}

/** What is to be decided: what people entered and is open, then what the figures ask for. Pure. */
export function proposeDecisions(
  entered: readonly ListedDecision[],
  { units, carried, waiting }: Seen,
): PackDecision[] {
  const open = entered.filter(({ outcome }) => outcome === 'open')
  return [
    ...open.map((decision): PackDecision => ({
      id: decision.id,
      title: decision.title,
      note: noteOf(decision),
      unit: decision.unit,
      proposedBy: decision.proposedBy,
      rule: '',
    })),
    ...waiting.map(({ title, note, unit, rule }) => proposed(title, note, unit, rule)),
    ...units.flatMap((unit) => proposeForUnit(unit, carried)),
  ]
}

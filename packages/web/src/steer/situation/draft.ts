import type { Commands } from '../../api/contracts.ts'
import type { Kind, Listed, Statement } from './words.ts'

type Of<K extends Kind> = Extract<Statement, { kind: K }>
type Sent = Commands['situation.save']['input']['statement']
type Citation = NonNullable<Statement['citation']>

/** A statement while it is written: the fields of every kind, so that changing the kind loses none. */
export interface Draft {
  kind: Kind
  force: Of<'force'>['force']
  rating: '1' | '2' | '3' | '4' | '5'
  trend: Of<'force'>['trend']
  area: Of<'surroundings'>['area']
  side: Of<'swot'>['side']
  name: string
  segment: string
  valuable: boolean
  rare: boolean
  inimitable: boolean
  organised: boolean
  sort: Of<'capability'>['sort']
  question: Of<'self'>['question']
  answer: Of<'self'>['answer']
  text: string
  owner: string
  reviewMonths: string
  kpiIds: readonly string[]
  leverIds: readonly string[]
  /** Empty for a statement that cites nothing. */
  metric: Citation['metric'] | ''
  where: string
  from: string
  to: string
}

export const emptyDraft: Draft = {
  kind: 'swot',
  force: 'rivalry',
  rating: '3',
  trend: 'steady',
  area: 'socio-cultural',
  side: 'strength',
  name: '',
  segment: '',
  valuable: false,
  rare: false,
  inimitable: false,
  organised: false,
  sort: 'distinctive',
  question: 'consensus',
  answer: 'no',
  text: '',
  owner: '',
  reviewMonths: '6',
  kpiIds: [],
  leverIds: [],
  metric: '',
  where: '',
  from: '',
  to: '',
}

/** A statement as it stands, to be changed. */
export function toDraft({ statement }: Pick<Listed, 'statement'>): Draft {
  const { citation, reviewMonths, ...rest } = statement
  return {
    ...emptyDraft,
    ...rest,
    rating: rest.kind === 'force' ? (String(rest.rating) as Draft['rating']) : emptyDraft.rating,
    reviewMonths: String(reviewMonths),
    ...(citation && { ...citation, where: citation.where.join('; ') }),
  }
}

/** What is sent: the fields of its kind only. */
export function toStatement(draft: Draft): Sent {
  const { kind, name, text, owner, metric, from, to } = draft
  const where = draft.where
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '')
  const citation = metric === '' ? null : { metric, where, from, to }
  const common = {
    ...{ text, owner, citation, reviewMonths: Number(draft.reviewMonths) },
    kpiIds: [...draft.kpiIds],
    leverIds: [...draft.leverIds],
  }
  switch (kind) {
    case 'force':
      return {
        kind,
        force: draft.force,
        rating: Number(draft.rating),
        trend: draft.trend,
        ...common,
      }
    case 'surroundings':
      return { kind, area: draft.area, ...common }
    case 'swot':
      return { kind, side: draft.side, ...common }
    case 'asset': {
      const { valuable, rare, inimitable, organised } = draft
      return { kind, name, valuable, rare, inimitable, organised, ...common }
    }
    case 'capability':
      return { kind, sort: draft.sort, ...common }
    case 'self':
      return { kind, question: draft.question, answer: draft.answer, ...common }
    case 'system':
      return { kind, name, ...common }
    case 'channel':
      return { kind, name, segment: draft.segment, ...common }
  }
}

/** Whether everything that is needed is there. */
export function isComplete({ kind, name, text, owner, reviewMonths, ...draft }: Draft): boolean {
  const isNamed = !['asset', 'system', 'channel'].includes(kind) || name.trim() !== ''
  const isPlaced = kind !== 'channel' || draft.segment.trim() !== ''
  const isCited = draft.metric === '' || (draft.from !== '' && draft.to !== '')
  return (
    isNamed &&
    isPlaced &&
    isCited &&
    text.trim() !== '' &&
    owner.trim() !== '' &&
    Number(reviewMonths) >= 1
  )
}

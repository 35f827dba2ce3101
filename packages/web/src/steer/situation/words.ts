import type { Answer } from '../../api/contracts.ts'

export type Listed = Answer<'situation.read'>['statements'][number]
export type Statement = Listed['statement']
export type Kind = Statement['kind']
type Of<K extends Kind> = Extract<Statement, { kind: K }>
export type Asset = Of<'asset'>

export const kindWords: Readonly<Record<Kind, string>> = {
  force: 'One of the five forces',
  surroundings: 'Surroundings (STEER)',
  swot: 'Strength, weakness, opportunity or threat',
  asset: 'Asset (VRIO)',
  capability: 'Capability or competency',
  self: 'Answer of the self-assessment',
  system: 'Something called CRM',
  channel: 'Channel to a segment',
}

export const forceWords: Readonly<Record<Of<'force'>['force'], string>> = {
  rivalry: 'Rivalry',
  entrants: 'New entrants',
  substitutes: 'Substitutes',
  buyers: 'Power of buyers',
  suppliers: 'Power of suppliers',
}

export const trendWords: Readonly<Record<Of<'force'>['trend'], string>> = {
  rising: 'rising',
  steady: 'steady',
  falling: 'falling',
}

export const areaWords: Readonly<Record<Of<'surroundings'>['area'], string>> = {
  'socio-cultural': 'Socio-cultural',
  technological: 'Technological',
  economic: 'Economic',
  ecological: 'Ecological',
  regulatory: 'Regulatory',
}

export const sideWords: Readonly<Record<Of<'swot'>['side'], string>> = {
  strength: 'Strengths',
  weakness: 'Weaknesses',
  opportunity: 'Opportunities',
  threat: 'Threats',
}

export const sortWords: Readonly<Record<Of<'capability'>['sort'], string>> = {
  distinctive: 'Distinctive capability',
  core: 'Core competency',
}

export const questionWords: Readonly<Record<Of<'self'>['question'], string>> = {
  consensus: 'Do we agree on what CRM is for?',
  plan: 'Is there a plan?',
  vision: 'Is there a vision of our customers?',
  projects: 'Do several projects run side by side?',
  confidence: 'Do the data leave us confident?',
}

export const answerWords: Readonly<Record<Of<'self'>['answer'], string>> = {
  yes: 'yes',
  partly: 'partly',
  no: 'no',
}

/** The four letters of VRIO with what each asks. */
export const assetQuestions = [
  { key: 'valuable', letter: 'V', label: 'Valuable' },
  { key: 'rare', letter: 'R', label: 'Rare' },
  { key: 'inimitable', letter: 'I', label: 'Hard to imitate' },
  { key: 'organised', letter: 'O', label: 'We are organised to use it' },
] as const

export function optionsOf<Key extends string>(
  words: Readonly<Record<Key, string>>,
): { value: Key; label: string }[] {
  return (Object.keys(words) as Key[]).map((value) => ({ value, label: words[value] }))
}

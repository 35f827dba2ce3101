import { formatCount } from '@fealty/charts'
import { useEffect, useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import type { VerbatimsSearch } from '../search-schema.ts'

interface FacetsProps {
  list: Answer<'verbatims.search'>
  search: VerbatimsSearch
  onChange: (part: Partial<VerbatimsSearch>) => void
}

const typingPauseMilliseconds = 300
const sentimentWords = {
  negative: 'Complaint',
  mixed: 'Mixed or neutral',
  positive: 'Praise',
  unsure: 'Unsure',
} as const
const bandOptions = [
  { value: '', label: 'All scores' },
  { value: 'promoter', label: 'Promoters, 9–10' },
  { value: 'passive', label: 'Passives, 7–8' },
  { value: 'detractor', label: 'Detractors, 0–6' },
] as const

/** What to look for; all of it stands in the address. */
export function VerbatimFacets({ list, search, onChange }: FacetsProps) {
  return (
    <div className="facets" role="search">
      <WordSearch search={search} onChange={onChange} />
      <SelectMenu
        label="Score"
        value={search.band ?? ''}
        options={bandOptions}
        onChange={(band) => onChange({ band: band === '' ? undefined : band })}
      />
      <fieldset className="facet">
        <legend>What it says</legend>
        {(Object.keys(sentimentWords) as (keyof typeof sentimentWords)[]).map((side) => (
          <Facet
            key={side}
            name={sentimentWords[side]}
            n={list.bySentiment[side]}
            on={search.sentiment === side}
            onToggle={(on) => onChange({ sentiment: on ? side : undefined })}
          />
        ))}
      </fieldset>
      <fieldset className="facet">
        <legend>Theme</legend>
        {list.byTheme.map(({ themeId, name, n }) => (
          <Facet
            key={themeId}
            name={name}
            n={n}
            on={search.theme === themeId}
            onToggle={(on) => onChange({ theme: on ? themeId : undefined })}
          />
        ))}
      </fieldset>
    </div>
  )
}

interface FacetProps {
  name: string
  n: number
  on: boolean
  onToggle: (on: boolean) => void
}

function Facet({ name, n, on, onToggle }: FacetProps) {
  return (
    <button
      type="button"
      className={`facet-line${on ? ' facet-line--on' : ''}`}
      aria-pressed={on}
      onClick={() => onToggle(!on)}
    >
      <span>{name}</span>
      <span className="muted">{formatCount(n)}</span>
    </button>
  )
}

function WordSearch({ search, onChange }: Omit<FacetsProps, 'list'>) {
  const [typed, setTyped] = useState(search.text ?? '')
  useEffect(() => {
    const wanted = typed.trim() === '' ? undefined : typed.trim()
    if (wanted === search.text) return undefined
    const timer = setTimeout(() => onChange({ text: wanted }), typingPauseMilliseconds)
    return () => clearTimeout(timer)
  }, [typed, search.text, onChange])
  return (
    <input
      className="input input--small"
      type="search"
      aria-label="Words in the comment"
      placeholder="Words in the comment"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}

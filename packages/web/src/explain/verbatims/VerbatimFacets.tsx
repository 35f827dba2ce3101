import { formatCount } from '@fealty/charts'
import type { Answer } from '../../api/contracts.ts'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import type { VerbatimsSearch } from '../search-schema.ts'

interface FacetsProps {
  list: Answer<'verbatims.search'>
  search: VerbatimsSearch
  onChange: (part: Partial<VerbatimsSearch>) => void
}

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
      <SearchBox
        label="Words in the comment"
        value={search.text}
        onChange={(text) => onChange({ text })}
      />
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

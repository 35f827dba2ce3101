import { factKind, factKindNames, type FactKindName } from '@fealty/core'
import { Section } from '../../ui/Section.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'

interface KindChoiceProps {
  /** Undefined where nothing could be guessed: the person must say. */
  kind: FactKindName | undefined
  onKind: (kind: FactKindName) => void
}

const kinds = factKindNames.map((value) => ({ value, label: value }))
const unsaid = { value: '', label: 'Choose' } as const

/** What the rows of the files are. */
export function KindChoice({ kind, onKind }: KindChoiceProps) {
  return (
    <Section title="What the rows are">
      <div className="section-body row">
        <SelectMenu<FactKindName | ''>
          label="Kind of facts"
          value={kind ?? ''}
          options={kind === undefined ? [unsaid, ...kinds] : kinds}
          onChange={(value) => value !== '' && onKind(value)}
        />
        {kind !== undefined && <span className="muted">{factKind(kind).meaning}</span>}
      </div>
    </Section>
  )
}

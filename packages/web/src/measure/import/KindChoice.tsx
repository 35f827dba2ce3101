import { factKind, factKindNames, type FactKindName } from '@fealty/core'
import { Section } from '../../ui/Section.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'

interface KindChoiceProps {
  kind: FactKindName
  onKind: (kind: FactKindName) => void
}

const options = factKindNames.map((value) => ({ value, label: value }))

/** What the rows of the files are. */
export function KindChoice({ kind, onKind }: KindChoiceProps) {
  return (
    <Section title="What the rows are">
      <div className="section-body row">
        <SelectMenu label="Kind of facts" value={kind} options={options} onChange={onKind} />
        <span className="muted">{factKind(kind).meaning}</span>
      </div>
    </Section>
  )
}

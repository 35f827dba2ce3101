import { TextField } from '../../access/TextField.tsx'
import { useQuestion } from '../../api/use-question.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import type { DesignDraft } from './design-draft.ts'

const shareOptions = ['0.5', '0.2', '0.1', '0.05'].map((value) => ({
  value,
  label: `${Math.round(Number(value) * 100)} % get nothing new`,
}))

interface GroupFieldsProps {
  draft: DesignDraft
  onChange: (part: Partial<DesignDraft>) => void
}

/** Who is compared with whom: a share that is drawn, or a group that an attribute names. */
export function GroupFields({ draft, onChange }: GroupFieldsProps) {
  const dimensions = useQuestion('measure.catalogue', {}).data?.dimensions ?? []
  if (draft.design === 'before-after') return null
  if (draft.design === 'randomised') {
    return (
      <SelectField
        label="Holdout"
        value={draft.holdout}
        options={shareOptions}
        onChange={(holdout) => onChange({ holdout })}
      />
    )
  }
  return (
    <>
      <SelectField
        label="Attribute that tells the treated from the others"
        value={draft.attribute}
        options={[
          { value: '', label: 'Choose one' },
          ...dimensions
            .filter(({ kind }) => kind === 'customers')
            .map(({ name, label }) => ({ value: name, label })),
        ]}
        onChange={(attribute) => onChange({ attribute })}
      />
      <TextField
        label="Its values of the treated"
        hint="With commas between, e.g. Midlands, South; everybody else is compared with them"
        value={draft.treated}
        onChange={(event) => onChange({ treated: event.target.value })}
        required
      />
    </>
  )
}

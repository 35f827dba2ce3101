import { TextField } from '../../access/TextField.tsx'
import { useQuestion } from '../../api/use-question.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { emptyClaim, type ClaimDraft } from './initiative-draft.ts'
import type { DraftFieldsProps } from './PlanFields.tsx'

/** The experiments whose effects the initiative claims, and what a unit of each effect is worth. */
export function ClaimFields({ draft, onChange }: DraftFieldsProps) {
  const { claims } = draft
  const change = (index: number, part: Partial<ClaimDraft>) =>
    onChange({ claims: claims.map((one, at) => (at === index ? { ...one, ...part } : one)) })
  return (
    <>
      {claims.map((claim, index) => (
        <fieldset key={index} className="claim-row">
          <legend>Effect {index + 1} that it claims</legend>
          <ClaimRow claim={claim} onChange={(part) => change(index, part)} />
          <Button
            look="plain"
            small
            aria-label={`Take out effect ${index + 1}`}
            onClick={() => onChange({ claims: claims.filter((_, at) => at !== index) })}
          >
            Take out
          </Button>
        </fieldset>
      ))}
      <div>
        <Button onClick={() => onChange({ claims: [...claims, emptyClaim] })}>
          {claims.length === 0 ? 'Claim an effect' : 'Claim another effect'}
        </Button>
      </div>
    </>
  )
}

interface ClaimRowProps {
  claim: ClaimDraft
  onChange: (part: Partial<ClaimDraft>) => void
}

function ClaimRow({ claim, onChange }: ClaimRowProps) {
  const experiments = useQuestion('experiments.list', {}).data?.experiments ?? []
  const worths = [
    { name: 'low', label: 'Worth of one unit, at least' },
    { name: 'worth', label: 'Most likely' },
    { name: 'high', label: 'At most' },
  ] as const
  return (
    <>
      <div className="field-row">
        <SelectField
          label="Effect that it claims"
          value={claim.experimentId}
          options={[
            { value: '', label: 'None yet' },
            ...experiments.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(experimentId) => onChange({ experimentId })}
        />
        <TextField
          label="Share of it, in %"
          inputMode="decimal"
          value={claim.share}
          onChange={(event) => onChange({ share: event.target.value })}
        />
      </div>
      <div className="field-row">
        {worths.map(({ name, label }) => (
          <TextField
            key={name}
            label={label}
            inputMode="decimal"
            value={claim[name]}
            onChange={(event) => onChange({ [name]: event.target.value })}
          />
        ))}
      </div>
      <TextField
        label="Who says so, and why"
        value={claim.why}
        onChange={(event) => onChange({ why: event.target.value })}
      />
    </>
  )
}

import { TextField } from '../../access/TextField.tsx'
import { useQuestion } from '../../api/use-question.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import type { Draft } from './draft.ts'
import type { FieldsProps } from './KindFields.tsx'

/** The measure a statement rests on: which, of whom, over which days. */
export function CitationFields({ draft, change }: FieldsProps) {
  const metrics = useQuestion('measure.catalogue', {}).data?.metrics ?? []
  const options: { value: Draft['metric']; label: string }[] = [
    { value: '', label: 'Cites no measure' },
    ...metrics
      .filter(({ available, id }) => available || id === draft.metric)
      .map(({ id, title }) => ({ value: id, label: title })),
  ]
  return (
    <>
      <div className="field-row">
        <SelectField
          label="Measure it cites"
          value={draft.metric}
          options={options}
          onChange={(metric) => change({ metric })}
        />
      </div>
      {draft.metric !== '' && (
        <>
          <TextField
            label="Of whom"
            value={draft.where}
            hint="Like segment=Consumer broadband; several with a semicolon. Empty: all customers"
            onChange={(event) => change({ where: event.target.value })}
          />
          <div className="field-row">
            <TextField
              label="From"
              type="date"
              value={draft.from}
              onChange={(event) => change({ from: event.target.value })}
            />
            <TextField
              label="To"
              type="date"
              value={draft.to}
              onChange={(event) => change({ to: event.target.value })}
            />
          </div>
        </>
      )}
    </>
  )
}

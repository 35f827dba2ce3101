import { TextField } from '../../access/TextField.tsx'
import { useQuestion } from '../../api/use-question.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { wordsOf } from './binding-words.ts'
import { bindingOf, type KpiDraft, type KpiSource } from './kpi-draft.ts'
import { directions, perspectives, valueUnits } from './kpi-words.ts'

interface MeasureFieldsProps {
  source: KpiSource
  draft: KpiDraft
  onChange: (part: Partial<KpiDraft>) => void
}

/** What the KPI is: its measure, for whom, and which way is better. */
export function MeasureFields({ source, draft, onChange }: MeasureFieldsProps) {
  const units = useQuestion('units.list', {}).data?.units ?? []
  const binding = bindingOf(draft, source)
  return (
    <>
      <div className="field-row">
        <MeasureField source={source} draft={draft} onChange={onChange} />
        <SelectField
          label="For whom"
          value={draft.unitId}
          options={[
            { value: '', label: 'All customers' },
            ...units.map((unit) => ({ value: unit.id, label: unit.name })),
          ]}
          onChange={(unitId) => onChange({ unitId })}
        />
      </div>
      {wordsOf(binding).length > 0 && (
        <TextField
          label="Words in our data that count"
          value={draft.words}
          hint="With commas between them"
          onChange={(event) => onChange({ words: event.target.value })}
        />
      )}
      <div className="field-row">
        <SelectField
          label="Which way is better"
          value={draft.better}
          options={directions}
          onChange={(better) => onChange({ better })}
        />
        <SelectField
          label="Perspective"
          value={draft.perspective}
          options={perspectives}
          onChange={(perspective) => onChange({ perspective })}
        />
        {binding.kind === 'manual' && (
          <SelectField
            label="Unit of its values"
            value={draft.unit}
            options={valueUnits}
            onChange={(unit) => onChange({ unit })}
          />
        )}
      </div>
    </>
  )
}

/** The measure it has, another metric, or values by hand. */
function MeasureField({ source, draft, onChange }: MeasureFieldsProps) {
  const metrics = useQuestion('measure.catalogue', {}).data?.metrics ?? []
  const { binding } = 'kpi' in source ? source.kpi : source.entry
  const titleOf = (metric: string) => metrics.find(({ id }) => id === metric)?.title ?? metric
  const bound = {
    metric: binding.kind === 'metric' ? titleOf(binding.metric) : '',
    expression: 'The formula of the library',
    reviews: 'Our own reviews',
    manual: 'Values by hand',
  }[binding.kind]
  const others = metrics.filter(
    ({ id, available }) => available && !(binding.kind === 'metric' && binding.metric === id),
  )
  const options: { value: KpiDraft['measure']; label: string }[] = [
    { value: 'bound', label: bound },
    ...others.map(({ id, title }) => ({ value: id, label: title })),
    ...(binding.kind === 'manual' ? [] : [{ value: 'manual' as const, label: 'Values by hand' }]),
  ]
  return (
    <SelectField
      label="Measured by"
      value={draft.measure}
      options={options}
      onChange={(measure) => onChange({ measure })}
    />
  )
}

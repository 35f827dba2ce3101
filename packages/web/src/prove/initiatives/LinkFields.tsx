import { useQuestion } from '../../api/use-question.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import type { DraftFieldsProps } from './PlanFields.tsx'

/** What the initiative hangs on: strategy, objective, targets, and measures by which it is judged. */
export function LinkFields({ draft, onChange }: DraftFieldsProps) {
  const targets = useQuestion('targets.list', {}).data?.targets
  const metrics = useQuestion('measure.catalogue', {}).data?.metrics ?? []
  const strategies = useQuestion('strategies.list', {}).data?.strategies ?? []
  const objectives = useQuestion('strategy.map', {}).data?.objectives ?? []
  const none = { value: '', label: 'None' }
  return (
    <>
      <div className="field-row">
        <SelectField
          label="Segment strategy"
          value={draft.strategyId}
          options={[
            none,
            ...strategies.map(({ strategy, approval }) => ({
              value: strategy.id,
              label: approval ? strategy.name : `${strategy.name} (not approved)`,
            })),
          ]}
          onChange={(strategyId) => onChange({ strategyId })}
        />
        <SelectField
          label="Objective"
          value={draft.objectiveId}
          options={[none, ...objectives.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(objectiveId) => onChange({ objectiveId })}
        />
      </div>
      <label className="switch">
        <input
          type="checkbox"
          role="switch"
          checked={draft.technology}
          onChange={(event) => onChange({ technology: event.target.checked })}
        />
        <span>Technology: it needs an approved strategy</span>
      </label>
      <ChoiceList
        label="Targets that it carries"
        options={targets?.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={draft.targetIds}
        onChange={(targetIds) => onChange({ targetIds })}
        empty="No target is set yet."
      />
      <ChoiceList
        label="Measures by which it is judged"
        options={metrics
          .filter(({ available }) => available)
          .map(({ id, title }) => ({ value: id, label: title }))}
        chosen={draft.metrics}
        onChange={(chosen) => onChange({ metrics: chosen })}
      />
    </>
  )
}

import { useQuestion } from '../../api/use-question.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import type { FieldsProps } from './KindFields.tsx'

/** By which KPIs a statement is watched, and for which levers it speaks. */
export function LinkFields({ draft, change }: FieldsProps) {
  const kpis = useQuestion('kpis.list', {}).data?.kpis
  const levers = useQuestion('levers.list', {}).data?.levers
  const chosen = draft.kpiIds.length + draft.leverIds.length
  return (
    <details>
      <summary>KPIs that watch it, levers it speaks for{chosen > 0 && ` (${chosen})`}</summary>
      <ChoiceList
        label="KPIs that watch it"
        options={kpis?.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={draft.kpiIds}
        onChange={(kpiIds) => change({ kpiIds })}
        empty="No KPI is adopted yet."
      />
      <ChoiceList
        label="Levers it speaks for"
        options={levers?.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={draft.leverIds}
        onChange={(leverIds) => change({ leverIds })}
      />
    </details>
  )
}

import { formatGoal } from '@fealty/charts'
import { writeDay } from '@fealty/core'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { formatOf } from '../../measure/metric-format.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useCurrency } from '../use-currency.ts'
import { VersionsCompared } from '../VersionsCompared.tsx'
import type { ListedKpi } from './kpi-draft.ts'
import { tellKpi } from './tell-kpi.ts'
import { ValueDialog } from './ValueDialog.tsx'

type Value = Answer<'kpis.history'>['values'][number]

interface KpiHistoryDialogProps {
  kpi: ListedKpi
  onClose: () => void
}

/** How an adopted KPI came to be what it is, and the values by hand it was given. */
export function KpiHistoryDialog({ kpi, onClose }: KpiHistoryDialogProps) {
  const answer = useQuestion('kpis.history', { id: kpi.id })
  const units = useQuestion('units.list', {}).data?.units ?? []
  const metrics = useQuestion('measure.catalogue', {}).data?.metrics ?? []
  const [changed, setChanged] = useState<Value>()
  const names = {
    unit: (id: string) => units.find((unit) => unit.id === id)?.name ?? id,
    metric: (id: string) => metrics.find((metric) => metric.id === id)?.title ?? id,
  }
  if (changed) {
    return <ValueDialog kpi={kpi} value={changed} onClose={() => setChanged(undefined)} />
  }
  return (
    <Dialog title={`Versions of “${kpi.name}”`} open onClose={onClose}>
      <Answered answer={answer}>
        {({ versions, values }) => (
          <>
            <VersionsCompared
              versions={versions.map(({ kpi: body, ...version }) => ({
                ...version,
                told: tellKpi(body, names),
              }))}
            >
              <p className="hint">{kpi.accountable} answers for it.</p>
            </VersionsCompared>
            <Values kpi={kpi} values={values} onChange={setChanged} />
          </>
        )}
      </Answered>
    </Dialog>
  )
}

interface ValuesProps {
  kpi: ListedKpi
  values: readonly Value[]
  onChange: (value: Value) => void
}

function Values({ kpi, values, onChange }: ValuesProps) {
  const format = formatOf(kpi.measure, useCurrency())
  const mayEdit = useMayWrite()
  if (values.length === 0) return null
  return (
    <ul className="notes-list" aria-label="Values by hand">
      {values.map((value) => (
        <li key={value.id} className="value-line">
          <span>
            <strong>{formatGoal(value.value, format)}</strong> for {writeDay(value.day, true)}:{' '}
            {value.reason}. {value.author}, {value.expired ? 'expired' : 'shown until'}{' '}
            {writeDay(value.expires, true)}
          </span>
          {mayEdit && (
            <Button
              small
              onClick={() => onChange(value)}
              aria-label={`Change the value for ${writeDay(value.day, true)}`}
            >
              Change
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

import { useState } from 'react'
import type { Allocation } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { AllocationDialog } from './AllocationDialog.tsx'
import { BandSpendTable } from './BandSpendTable.tsx'
import { CostKinds } from './CostKinds.tsx'
import { FirstPlanNote } from './FirstPlanNote.tsx'
import { GroupTable } from './GroupTable.tsx'
import { ShareBars } from './ShareBars.tsx'

type Editing = 'new' | 'change' | null

/** Spend by value band: what was planned, what was spent, and what each band brings. */
export function AllocationPage() {
  const [allocationId, setAllocationId] = useState<string>()
  const [editing, setEditing] = useState<Editing>(null)
  const input = allocationId === undefined ? {} : { allocationId }
  const answer = useQuestion('allocation.read', input)
  return (
    <Answered answer={answer}>
      {(data) => (
        <>
          <PageHead
            page="Spend by value band"
            headline={data.headline}
            subline={data.subline}
            tools={<Tools data={data} onChoose={setAllocationId} onEdit={setEditing} />}
          />
          <div className="stack">
            <ShareBars data={data} />
            <GroupTable data={data} />
            <BandSpendTable data={data} />
            <CostKinds data={data} />
            <FirstPlanNote data={data} />
          </div>
          {editing !== null && (
            <AllocationDialog
              data={data}
              plan={editing === 'change' ? data.plan : null}
              onClose={() => setEditing(null)}
              onSaved={setAllocationId}
            />
          )}
        </>
      )}
    </Answered>
  )
}

interface ToolsProps {
  data: Allocation
  onChoose: (id: string) => void
  onEdit: (editing: Editing) => void
}

function Tools({ data: { plan, plans }, onChoose, onEdit }: ToolsProps) {
  const mayWrite = useMayWrite()
  return (
    <>
      {plan && plans.length > 1 && (
        <SelectMenu
          label="Plan"
          value={plan.id}
          options={plans.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={onChoose}
        />
      )}
      {mayWrite && plan && <Button onClick={() => onEdit('change')}>Change this plan</Button>}
      {mayWrite && (
        <Button look="primary" onClick={() => onEdit('new')}>
          Plan spend
        </Button>
      )}
    </>
  )
}

import { Link } from '@tanstack/react-router'
import type { Answer } from '../../api/contracts.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'

type Orphan = Answer<'targets.list'>['orphans'][number]

const kinds: Record<Orphan['kind'], { name: string; page: string }> = {
  goal: { name: 'goal', page: '/goals' },
  question: { name: 'question', page: '/goals' },
  objective: { name: 'objective', page: '/strategy' },
  kpi: { name: 'KPI', page: '/kpis' },
  target: { name: 'target', page: '/targets' },
  initiative: { name: 'initiative', page: '/initiatives' },
  strategy: { name: 'segment strategy', page: '/strategies' },
}

/** What hangs on nothing: every activity traces to an objective and a KPI. Nothing while all does. */
export function Orphans({ orphans }: { orphans: readonly Orphan[] }) {
  if (orphans.length === 0) return null
  return (
    <Section title="Hangs on nothing" note={`${orphans.length} to link or to take out`}>
      <DataTable
        caption="What traces to no objective or KPI"
        rows={orphans}
        keyOf={({ kind, id }) => `${kind} ${id}`}
        columns={[
          {
            id: 'name',
            header: 'What',
            cell: ({ kind, name }) => (
              <>
                <Link className="row-title" to={kinds[kind].page}>
                  {name}
                </Link>
                <span className="row-note">{kinds[kind].name}</span>
              </>
            ),
          },
          { id: 'why', header: 'What it lacks', cell: ({ why }) => why },
        ]}
      />
    </Section>
  )
}

import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { AdoptedKpis } from './AdoptedKpis.tsx'
import { KpiDialog } from './KpiDialog.tsx'
import { perspectives } from './kpi-words.ts'

type Library = Answer<'kpis.library'>
type Entry = Library['entries'][number]

const availabilities = [
  { value: '', label: 'Whether ready or not' },
  { value: 'ready', label: 'Ready on our data' },
  { value: 'needs', label: 'Needs more data' },
  { value: 'manual', label: 'By hand only' },
] as const

/** Enough to look around in; who wants more searches, or asks for all. */
const firstShown = 25

/** The KPIs that were adopted, and the library to adopt from. */
export function KpisPage() {
  const library = useQuestion('kpis.library', {})
  const adopted = useQuestion('kpis.list', {})
  return (
    <Answered answer={library}>
      {({ total, ready }) => (
        <>
          <PageHead
            page="KPI library"
            headline={`${ready} of ${total} KPIs can be computed from our own data today.`}
            subline={`${adopted.data?.kpis.length ?? 0} are adopted · an adopted KPI is bound to a live measure, or says that it is entered by hand`}
          />
          <div className="stack">
            {adopted.data && <AdoptedKpis kpis={adopted.data.kpis} />}
            <LibrarySection />
          </div>
        </>
      )}
    </Answered>
  )
}

function LibrarySection() {
  const [search, setSearch] = useState('')
  const [perspective, setPerspective] = useState('')
  const [availability, setAvailability] = useState<(typeof availabilities)[number]['value']>('')
  const [chosen, setChosen] = useState<Entry>()
  const [showsAll, setShowsAll] = useState(false)
  const found = useQuestion('kpis.library', {
    search,
    ...(perspective === '' ? {} : { perspective }),
    ...(availability === '' ? {} : { availability }),
  })
  const entries = found.data?.entries ?? []
  const mayEdit = useMayWrite()
  return (
    <Section title="Library" note={found.data ? `${found.data.entries.length} found` : undefined}>
      <div className="library-tools">
        <input
          className="input"
          type="search"
          aria-label="Search the library"
          placeholder="Name, formula, data or source"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <SelectMenu
          label="Perspective"
          value={perspective}
          options={[{ value: '', label: 'Every perspective' }, ...perspectives]}
          onChange={setPerspective}
        />
        <SelectMenu
          label="Availability"
          value={availability}
          options={availabilities}
          onChange={setAvailability}
        />
      </div>
      <DataTable
        ruled
        caption="KPIs of the library"
        rows={showsAll ? entries : entries.slice(0, firstShown)}
        keyOf={({ id }) => id}
        columns={columnsOf(mayEdit ? setChosen : undefined)}
        empty={
          found.data && <p className="quiet">No KPI fits. Search for fewer words, or any data.</p>
        }
      />
      {!showsAll && entries.length > firstShown && (
        <p className="quiet">
          <Button onClick={() => setShowsAll(true)}>Show all {entries.length}</Button>
        </p>
      )}
      {chosen && <KpiDialog source={{ entry: chosen }} onClose={() => setChosen(undefined)} />}
    </Section>
  )
}

const availabilityWords = { ready: '● ready', needs: '◌ needs', manual: '✎ by hand' } as const

function columnsOf(onAdopt: ((entry: Entry) => void) | undefined): Column<Entry>[] {
  const columns: Column<Entry>[] = [
    {
      id: 'name',
      header: 'KPI',
      cell: ({ name, definition }) => (
        <>
          <span className="row-title">{name}</span>
          <span className="kpi-words">{definition}</span>
        </>
      ),
    },
    {
      id: 'formula',
      header: 'Formula',
      fold: 'middle',
      cell: ({ formula, source }) => (
        <span className="kpi-words" title={source}>
          {formula}
        </span>
      ),
    },
    {
      id: 'ready',
      header: 'On our data',
      fold: 'phone',
      cell: ({ availability, needs }) => (
        <span className={availability === 'ready' ? 'verdict verdict--strong' : 'verdict'}>
          {availabilityWords[availability]}
          {needs.length > 0 && <span className="kpi-words">{needs.join(', ')}</span>}
        </span>
      ),
    },
  ]
  if (!onAdopt) return columns
  return [
    ...columns,
    {
      id: 'adopt',
      header: <span className="visually-hidden">Adopt</span>,
      align: 'right',
      cell: (entry) =>
        entry.adopted.length > 0 ? (
          <span className="verdict">adopted</span>
        ) : (
          <Button small onClick={() => onAdopt(entry)} aria-label={`Adopt ${entry.name}`}>
            Adopt
          </Button>
        ),
    },
  ]
}

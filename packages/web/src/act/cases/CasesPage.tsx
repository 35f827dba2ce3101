import { formatCount, formatPercent } from '@fealty/charts'
import { writeDays } from '@fealty/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { CaseBoard, CaseList, CaseRow } from '../../api/contracts.ts'
import { questionOptions, useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { EmptyState, PageSkeleton } from '../../ui/states.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { definedOnly } from '../../url/scope.ts'
import type { CasesSearch } from '../../url/search-schema.ts'
import { CaseRows } from './CaseRows.tsx'
import type { CaseForm } from './case-form.ts'
import { CaseView } from './CaseView.tsx'
import { inboxHeadline, writeHours } from './case-text.ts'
import { useKeys } from './use-case-keys.ts'

const route = getRouteApi('/app/cases')

/** Cases open while somebody looks; they must not wait for a reload. */
const refreshMilliseconds = 15_000

/** The inbox of who calls customers back: what is late first, all of it by the keyboard. */
export function CasesPage() {
  const search = route.useSearch()
  const { unit, mine, list = 'live' } = search
  const refetchInterval = refreshMilliseconds
  const board = useQuery({
    ...questionOptions('cases.board', definedOnly({ unit })),
    refetchInterval,
  })
  const cases = useQuery({
    ...questionOptions('cases.list', definedOnly({ unit, mine, list })),
    refetchInterval,
  })
  return (
    <Answered answer={board} skeleton={<PageSkeleton rows={8} />}>
      {(counts) => (
        <>
          <PageHead
            page="Cases"
            headline={inboxHeadline(counts)}
            subline={sublineOf(counts)}
            tools={<Tools search={search} />}
          />
          <ListTabs board={counts} search={search} />
          <Answered answer={cases} skeleton={<PageSkeleton rows={8} />}>
            {(found) => <Inbox cases={found} search={search} />}
          </Answered>
        </>
      )}
    </Answered>
  )
}

function sublineOf({ opened, closed, timeToContact, withinTarget, from, to }: CaseBoard): string {
  const parts = [
    `${formatCount(opened)} cases opened and ${formatCount(closed)} closed, ${writeDays(from, to)}`,
  ]
  if (timeToContact.kind === 'estimate') {
    const { low, high, n } = timeToContact
    parts.push(`median time to contact ${writeHours(low)} to ${writeHours(high)} (95 %, n ${n})`)
  }
  if (withinTarget.kind === 'estimate') {
    const { value, low, high } = withinTarget
    parts.push(`in time ${formatPercent(value)} (${formatPercent(low)} to ${formatPercent(high)})`)
  }
  return `${parts.join(' · ')} · open hours of the company`
}

function useChange(search: CasesSearch) {
  const navigate = useNavigate({ from: '/cases' })
  return (part: Partial<CasesSearch>) =>
    void navigate({ search: { ...search, ...part }, replace: true, resetScroll: false })
}

function Tools({ search }: { search: CasesSearch }) {
  const units = useQuestion('units.list', {}).data?.units ?? []
  const change = useChange(search)
  const options = [
    { value: '', label: 'All units' },
    ...units.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <>
      {units.length > 0 && (
        <SelectMenu
          label="Unit"
          value={search.unit ?? ''}
          options={options}
          onChange={(unit) => change({ unit: unit === '' ? undefined : unit, chosen: undefined })}
        />
      )}
      <SelectMenu
        label="Whose"
        value={search.mine === true ? 'mine' : 'all'}
        options={[
          { value: 'all', label: 'Everybody’s' },
          { value: 'mine', label: 'Mine' },
        ]}
        onChange={(whose) => change({ mine: whose === 'mine' ? true : undefined })}
      />
      <Link to="/case-rules" className="button">
        Rules
      </Link>
    </>
  )
}

type ListName = NonNullable<CasesSearch['list']>

function ListTabs({ board, search }: { board: CaseBoard; search: CasesSearch }) {
  const change = useChange(search)
  const { open, contacted, resolved, late, dueToday } = board
  const tabs: { id: ListName; title: string }[] = [
    { id: 'live', title: `In work ${open + contacted + resolved}` },
    { id: 'late', title: `Late ${late}` },
    { id: 'due today', title: `Due today ${dueToday}` },
    { id: 'contacted', title: `Reached ${contacted}` },
    { id: 'resolved', title: `To close ${resolved}` },
    { id: 'closed', title: 'Closed' },
  ]
  return (
    <Tabs
      label="Lists of cases"
      tabs={tabs}
      chosen={search.list ?? 'live'}
      onChoose={(id) => change({ list: id as ListName, chosen: undefined })}
    >
      {null}
    </Tabs>
  )
}

function Inbox({ cases, search }: { cases: CaseList; search: CasesSearch }) {
  const { rows } = cases
  const change = useChange(search)
  const navigate = useNavigate()
  const [form, setForm] = useState<CaseForm>()
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === search.chosen),
  )
  const chosen: CaseRow | undefined = rows[at]
  const keys = useMemo(() => {
    const go = (index: number) => {
      const row = rows[Math.min(rows.length - 1, Math.max(0, index))]
      if (!row) return
      setForm(undefined)
      change({ chosen: row.id })
      document.getElementById(`case-${row.id}`)?.scrollIntoView({ block: 'nearest' })
    }
    return {
      j: () => go(at + 1),
      k: () => go(at - 1),
      c: () => setForm('contact'),
      r: () => setForm('resolve'),
      n: () => setForm('note'),
      Enter: () => chosen && void navigate({ to: '/cases/$caseId', params: { caseId: chosen.id } }),
    }
  }, [rows, at, chosen, change, navigate])
  useKeys(keys)
  if (rows.length === 0) return <EmptyInbox list={search.list ?? 'live'} />
  return (
    <div className="inbox">
      <div>
        <KeyHelp />
        <CaseRows cases={cases} chosen={chosen?.id} onChoose={(id) => change({ chosen: id })} />
        {cases.total > rows.length && (
          <p className="section-note">
            The first {formatCount(rows.length)} of {formatCount(cases.total)}.
          </p>
        )}
      </div>
      {chosen && (
        <aside className="inbox-side" aria-label="The chosen case">
          <CaseView caseId={chosen.id} form={form} onForm={setForm} />
        </aside>
      )}
    </div>
  )
}

const shortcuts: readonly [string, string][] = [
  ['j', 'next'],
  ['k', 'before'],
  ['Enter', 'open'],
  ['c', 'contact'],
  ['r', 'resolve'],
  ['n', 'note'],
]

function KeyHelp() {
  return (
    <p className="keys">
      {shortcuts.map(([key, what]) => (
        <span key={key}>
          <kbd>{key}</kbd> {what}
        </span>
      ))}
    </p>
  )
}

function EmptyInbox({ list }: { list: ListName }) {
  return (
    <EmptyState
      title={list === 'live' ? 'No case is open' : 'There is none in this list'}
      actions={
        <Link to="/case-rules" className="button">
          See the rules
        </Link>
      }
    >
      Rules open cases when an answer asks for one; a case can also be opened by hand on the page of
      a customer.
    </EmptyState>
  )
}

import { formatCount, formatMoney, formatPercent } from '@fealty/charts'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { ScopeMenu, ScopeTags } from '../../app/ScopeMenu.tsx'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { EmptyState } from '../../ui/states.tsx'
import type { CustomersSearch } from '../../url/search-schema.ts'
import { definedOnly } from '../../url/scope.ts'
import { moneyText } from '../money-text.ts'

type List = Answer<'customers.list'>
type Row = List['rows'][number]
type SortKey = NonNullable<CustomersSearch['sort']>

const route = getRouteApi('/app/customers')

/** Every customer: find, sort, leaf through; each leads to its own page. */
export function CustomersPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: Partial<CustomersSearch>) =>
    void navigate({ search: { ...search, page: undefined, ...part }, replace: true })
  const answer = useQuestion('customers.list', definedOnly(search))
  return (
    <Answered answer={answer}>
      {(list) => (
        <>
          <PageHead
            page="Customers"
            headline={answer.isPlaceholderData ? 'Looking …' : headlineOf(list, search)}
            subline="Revenue and profit over the whole time; future value with its range"
            tools={<ScopeMenu where={search.where ?? []} onChange={(where) => change({ where })} />}
          >
            <ScopeTags where={search.where ?? []} onChange={(where) => change({ where })} />
          </PageHead>
          <SearchLine search={search} onChange={change} />
          <DataTable
            ruled
            caption="Customers"
            columns={columnsOf(list, search, change)}
            rows={list.rows}
            keyOf={(row) => row.customerId}
            empty={
              <EmptyState
                title="No customer fits"
                actions={
                  <Button
                    onClick={() => change({ search: undefined, band: undefined, where: undefined })}
                  >
                    Show all
                  </Button>
                }
              >
                Nobody matches what is asked for here. Names and ids are searched.
              </EmptyState>
            }
          />
          <Pager list={list} place={() => placeOf(list)} onPage={(page) => change({ page })} />
        </>
      )}
    </Answered>
  )
}

function headlineOf(list: List, search: CustomersSearch): string {
  const count = formatCount(list.total)
  const what = list.total === 1 ? 'customer' : 'customers'
  if (search.band !== undefined) return `${count} ${what} in the band “${search.band}”.`
  return search.search === undefined
    ? `${count} ${what}.`
    : `${count} ${what} with “${search.search}”.`
}

interface PartProps {
  search: CustomersSearch
  onChange: (part: Partial<CustomersSearch>) => void
}

function SearchLine({ search, onChange }: PartProps) {
  return (
    <div className="search-line" role="search">
      <SearchBox
        label="Search name or id"
        placeholder="Name or id"
        value={search.search}
        onChange={(wanted) => onChange({ search: wanted })}
      />
      {search.band !== undefined && (
        <span className="tag">
          band: {search.band}
          <button
            type="button"
            aria-label="Remove the band"
            onClick={() => onChange({ band: undefined })}
          >
            ✕
          </button>
        </span>
      )}
    </div>
  )
}

function columnsOf(
  list: List,
  search: CustomersSearch,
  onChange: PartProps['onChange'],
): Column<Row>[] {
  const { currency } = list
  const sort = search.sort ?? 'value'
  const direction = search.direction ?? 'down'
  const sortable = (key: SortKey, first: 'up' | 'down') => ({
    direction: sort === key ? direction : undefined,
    onSort: () =>
      onChange({
        sort: key,
        direction: sort === key ? (direction === 'down' ? 'up' : 'down') : first,
      }),
  })
  return [
    {
      id: 'name',
      header: 'Customer',
      sort: sortable('name', 'up'),
      cell: (row) => (
        <Link
          className="row-link"
          to="/customers/$customerId"
          params={{ customerId: row.customerId }}
        >
          <span className="row-title">{row.name ?? row.customerId}</span>
          {row.name !== null && <span className="row-note">{row.customerId}</span>}
        </Link>
      ),
    },
    { id: 'segment', header: 'Segment', fold: 'middle', cell: (row) => row.segment ?? '' },
    { id: 'unit', header: 'Unit', fold: 'wide', cell: (row) => row.unit ?? '' },
    { id: 'band', header: 'Band', fold: 'middle', cell: (row) => row.band ?? '' },
    {
      id: 'last',
      header: 'Last seen',
      fold: 'narrow',
      sort: sortable('last', 'down'),
      cell: (row) => row.lastDay ?? '',
    },
    {
      id: 'purchases',
      header: 'Purchases',
      align: 'right',
      fold: 'wide',
      cell: (row) => formatCount(row.purchases),
    },
    {
      id: 'profit',
      header: list.rows.some((row) => row.profit !== null) ? 'Profit' : 'Revenue',
      align: 'right',
      fold: 'phone',
      sort: sortable('profit', 'down'),
      cell: (row) => (
        <span
          className={Number(row.profit ?? row.revenue) < 0 ? 'verdict--worse' : ''}
          title={`${row.profit ?? row.revenue} ${currency}`}
        >
          {moneyText(row.profit ?? row.revenue, currency)}
        </span>
      ),
    },
    ...(list.rows.some((row) => row.value !== null)
      ? valueColumns(currency, sortable('value', 'down'))
      : []),
  ]
}

function valueColumns(currency: string, sort: NonNullable<Column<Row>['sort']>): Column<Row>[] {
  return [
    {
      id: 'alive',
      header: 'P(active)',
      align: 'right',
      fold: 'wide',
      cell: (row) => (row.pAlive === null ? '' : formatPercent(row.pAlive)),
    },
    {
      id: 'value',
      header: 'Future value',
      align: 'right',
      sort,
      cell: (row) => <FutureValue row={row} currency={currency} />,
    },
  ]
}

function FutureValue({ row, currency }: { row: Row; currency: string }) {
  if (row.value === null) return <span className="muted">no value</span>
  const range =
    row.valueLow === null || row.valueHigh === null
      ? ''
      : `${formatCount(row.valueLow)} to ${formatCount(row.valueHigh)}`
  return (
    <>
      <span className="measured">{formatMoney(row.value, currency)}</span>
      <span className="row-note">{range}</span>
    </>
  )
}

function placeOf({ page, pageSize, total }: List): string {
  const first = (page - 1) * pageSize + 1
  const last = Math.min(total, page * pageSize)
  return `${formatCount(first)} to ${formatCount(last)} of ${formatCount(total)}`
}

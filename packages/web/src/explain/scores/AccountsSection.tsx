import { formatCount, formatMeasured, formatMoney } from '@fealty/charts'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { definedOnly } from '../../url/scope.ts'
import type { ScoresSearch } from '../search-schema.ts'
import { ScoreRows } from './ScoreRows.tsx'

type Page = Answer<'scores.accounts'>

const share = { unit: 'share', currency: '' } as const

/** Accounts by what their customers answer, and those that buy and are never heard. */
export function AccountsSection({ search: { where, asOf } }: { search: ScoresSearch }) {
  const answer = useQuestion('scores.accounts', definedOnly({ where, asOf }))
  const page = answer.data
  return (
    <Section title="Accounts" note={page && `${formatCount(page.accounts)} buy, a full count`}>
      <FormError error={answer.error} />
      {page &&
        (page.accounts === 0 ? (
          <p className="quiet">No customer belongs to an account that buys.</p>
        ) : (
          <>
            <p className="accounts-finding">{writeSilent(page)}</p>
            <AccountScores page={page} />
            <SilentAccounts page={page} />
            <p className="quiet">{page.rule}</p>
          </>
        ))}
    </Section>
  )
}

function writeSilent({ silent, silentShare, silentRevenueShare }: Page): string {
  if (silent === 0) return 'Every account that buys was heard within twelve months.'
  const lead = `${formatCount(silent)} accounts buy and were not heard in twelve months: ${formatMeasured(silentShare, share)} of accounts`
  return silentRevenueShare.kind === 'estimate'
    ? `${lead}, ${formatMeasured(silentRevenueShare, share)} of their revenue.`
    : `${lead}.`
}

function AccountScores({ page }: { page: Page }) {
  const effective =
    page.revenueEffective === null ? '' : `, as precise as ${Math.round(page.revenueEffective)}`
  const rows = [
    { name: 'NPS of accounts', note: 'each counts the same', measured: page.nps },
    { name: 'NPS by revenue', note: `by what each brought${effective}`, measured: page.revenueNps },
  ]
  return (
    <ScoreRows
      caption="NPS of accounts, as counts and by revenue"
      rows={rows}
      unit="points"
      counted="accounts"
    />
  )
}

function SilentAccounts({ page: { largestSilent, currency } }: { page: Page }) {
  if (largestSilent.length === 0) return null
  return (
    <DataTable
      caption="Silent accounts with the most revenue"
      rows={largestSilent}
      keyOf={({ accountId }) => accountId}
      columns={[
        {
          id: 'account',
          header: 'Largest silent accounts',
          cell: ({ accountId, name }) => name ?? accountId,
        },
        {
          id: 'customers',
          header: 'Customers',
          align: 'right',
          cell: ({ customers }) => formatCount(customers),
        },
        {
          id: 'revenue',
          header: 'Revenue, 12 months',
          align: 'right',
          cell: ({ revenue }) => formatMoney(Number(revenue), currency),
        },
      ]}
    />
  )
}

import { formatCount, formatMoney, formatPercent } from '@fealty/charts'
import { getRouteApi, Link } from '@tanstack/react-router'
import { CasesOfCustomer } from '../../act/cases/CasesOfCustomer.tsx'
import type { CustomerData } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { Section } from '../../ui/Section.tsx'
import { PageSkeleton } from '../../ui/states.tsx'
import { Tiles } from '../../ui/Tiles.tsx'
import { AskedSection } from '../../listen/invitations/AskedSection.tsx'
import { definedOnly } from '../../url/scope.ts'
import { moneyText } from '../money-text.ts'
import { Answers } from './Answers.tsx'
import { CustomerTimeline } from './CustomerTimeline.tsx'
import { EventTable } from './EventTable.tsx'

const route = getRouteApi('/app/customers/$customerId')

/** One customer: worth, history on a time line, answers, orders and contacts. */
export function CustomerPage() {
  const { customerId } = route.useParams()
  const search = route.useSearch()
  const answer = useQuestion('customers.one', { customerId, ...definedOnly({ asOf: search.asOf }) })
  return (
    <Answered answer={answer} skeleton={<PageSkeleton tiles={4} />}>
      {(data) => (
        <>
          <PageHead
            page={data.customer.name ?? data.customer.customerId}
            headline={data.customer.name ?? data.customer.customerId}
            subline={sublineOf(data)}
            tools={
              <Link to="/customers" className="button">
                All customers
              </Link>
            }
          />
          <div className="stack">
            <KeyFigures data={data} />
            <CustomerTimeline data={data} />
            <div className="split">
              <EventTable data={data} />
              <div className="stack">
                <CasesOfCustomer customerId={customerId} />
                <Answers data={data} />
                <AskedSection customerId={data.customer.customerId} />
                <Attributes data={data} />
              </div>
            </div>
          </div>
        </>
      )}
    </Answered>
  )
}

/** Since when by the company's own list, or else the first day of anything known. */
function sinceOf({ customer, attributes }: CustomerData): string | null {
  const since = attributes.find(({ name }) => name === 'since')
  if (since !== undefined) return `customer since ${since.value}`
  return customer.firstDay === null ? null : `first seen ${customer.firstDay}`
}

function sublineOf(data: CustomerData): string {
  const { customer } = data
  const parts = [
    customer.customerId,
    customer.segment,
    customer.unit,
    sinceOf(data),
    customer.active ? 'active' : 'not active',
  ]
  return parts.filter((part) => part !== null && part !== '').join(' · ')
}

function KeyFigures({ data }: { data: CustomerData }) {
  const { customer, currency } = data
  const range =
    customer.valueLow === null || customer.valueHigh === null
      ? ''
      : `${formatCount(customer.valueLow)} to ${formatCount(customer.valueHigh)}`
  const figures: { title: string; value: string; note: string }[] = [
    {
      title: 'Future value',
      value: customer.value === null ? 'not known' : formatMoney(customer.value, currency),
      note: customer.value === null ? 'no model fitted yet' : range,
    },
    {
      title: 'Revenue so far',
      value: moneyText(customer.revenue, currency),
      note: `${formatCount(customer.purchases)} purchases`,
    },
    {
      title: 'Profit so far',
      value: customer.profit === null ? 'not known' : moneyText(customer.profit, currency),
      note: customer.profit === null ? 'costs are not loaded' : (customer.band ?? ''),
    },
    {
      title: 'Still a customer',
      value:
        customer.pAlive === null
          ? customer.active
            ? 'Yes'
            : 'No'
          : formatPercent(customer.pAlive),
      note: customer.lastDay === null ? '' : `last seen ${customer.lastDay}`,
    },
  ]
  return (
    <Tiles>
      {figures.map((figure) => (
        <article className="tile" key={figure.title}>
          <h2>{figure.title}</h2>
          <span
            className={
              figure.value === 'not known' ? 'figure-value figure-value--few' : 'figure-value'
            }
          >
            {figure.value}
          </span>
          <span className="range">{figure.note}</span>
        </article>
      ))}
    </Tiles>
  )
}

function Attributes({ data }: { data: CustomerData }) {
  if (data.attributes.length === 0) return null
  return (
    <Section title="Attributes" note={`${data.attributes.length}`}>
      <div className="section-body">
        <dl className="facts">
          {data.attributes.map((attribute) => (
            <div className="fact" key={attribute.name}>
              <dt>{attribute.name}</dt>
              <dd>{attribute.value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Section>
  )
}

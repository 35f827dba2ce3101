import { formatCount, formatPercent } from '@fealty/charts'
import { writeDay } from '@fealty/core'
import { useState } from 'react'
import type { Improvement, ImprovementList } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useSession } from '../../app/session.ts'
import { moneyText } from '../../measure/money-text.ts'
import { Button } from '../../ui/Button.tsx'
import { MeasuredText, RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState, PageSkeleton } from '../../ui/states.tsx'
import { EffectText } from './EffectText.tsx'
import { ImprovementDialog, type ImprovementDraft } from './ImprovementDialog.tsx'
import { improvementsHeadline } from './improvements-text.ts'

const states = [
  ['active', 'Under way'],
  ['raised', 'Raised'],
  ['done', 'Done'],
  ['dropped', 'Dropped'],
] as const

/** The outer loop: causes of many cases, who removes them, and what became of it. */
export function ImprovementsPage() {
  const answer = useQuestion('improvements.list', {})
  const role = useSession()?.signedIn?.role
  const mayChange = role === 'owner' || role === 'analyst' || role === 'manager'
  const [draft, setDraft] = useState<ImprovementDraft>()
  return (
    <Answered answer={answer} skeleton={<PageSkeleton rows={6} />}>
      {(list) => (
        <>
          <PageHead
            page="Improvements"
            headline={improvementsHeadline(list)}
            subline={`Data up to ${writeDay(list.asOf, true)} · before and after of the customers it is for, as long before as after · evidence grade C: whatever else happened is in it`}
            tools={
              mayChange && (
                <Button look="primary" onClick={() => setDraft({ title: '' })}>
                  Raise a cause
                </Button>
              )
            }
          />
          <div className="stack">
            {list.improvements.length === 0 && (
              <EmptyState title="Nothing was raised yet">
                What a huddle cannot solve itself is raised here, with the cases that show it.
              </EmptyState>
            )}
            {states.map(([state, title]) => (
              <Group
                key={state}
                title={title}
                items={list.improvements.filter((one) => one.state === state)}
                onEdit={mayChange ? setDraft : undefined}
              />
            ))}
            <DoCasesPay />
          </div>
          {draft && <ImprovementDialog draft={draft} onClose={() => setDraft(undefined)} />}
        </>
      )}
    </Answered>
  )
}

interface GroupProps {
  title: string
  items: ImprovementList['improvements']
  onEdit: ((draft: ImprovementDraft) => void) | undefined
}

function Group({ title, items, onEdit }: GroupProps) {
  if (items.length === 0) return null
  return (
    <Section title={title} note={`${items.length}`}>
      <ul className="movements">
        {items.map((item) => (
          <li key={item.id} className="improvement">
            <div>
              <h3>{item.title}</h3>
              <p>{aboutText(item)}</p>
              {item.finding !== '' && <p>{item.finding}</p>}
              {item.told !== '' && (
                <p>
                  Customers were told
                  {item.toldOn === null ? '' : ` on ${writeDay(item.toldOn, true)}`}: “{item.told}”
                </p>
              )}
            </div>
            {item.effect === null ? (
              <p className="section-note">nothing to compare yet</p>
            ) : (
              <EffectText effect={item.effect} metric={item.metric} />
            )}
            {onEdit && (
              <Button small onClick={() => onEdit(item)} aria-label={`Change ${item.title}`}>
                Change
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function aboutText(item: Improvement): string {
  const parts = [
    item.unitName ?? 'All units',
    item.owner,
    item.rootCause,
    item.cases > 0
      ? `${formatCount(item.cases)} cases of ${formatCount(item.customers)} customers`
      : '',
    item.since === null ? '' : `works since ${writeDay(item.since, true)}`,
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

/** Whether the inner loop pays, against customers like those who had a case. */
function DoCasesPay() {
  const role = useSession()?.signedIn?.role
  const answer = useQuestion('cases.performance', {}, role !== undefined && role !== 'manager')
  const data = answer.data
  if (!data) return null
  const share = { unit: 'share' as const, currency: data.currency }
  const money = { unit: 'money' as const, currency: data.currency }
  const rows = [
    { title: 'No detractor any more', effect: data.recovery },
    { title: 'Still a customer after half a year', effect: data.retention },
  ]
  return (
    <Section title="Does calling back pay?" note={`evidence grade ${data.grade}`}>
      <div className="section-body stack-tight">
        <p className="pay-note">
          {formatCount(data.customersWithCase)} detractors with a case against{' '}
          {formatCount(data.customersWithout)} without one, alike in {data.matchedOn}
          {data.matched === null
            ? ''
            : `; ${formatPercent(data.matched)} have others like them`}. {data.gradeWhy}
        </p>
        <dl className="pay">
          {rows.map(({ title, effect }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>
                <MeasuredText measured={effect.withCase} format={share} counted="customers" /> with
                a case <RangeText measured={effect.withCase} format={share} counted="customers" />
                <br />
                <MeasuredText measured={effect.without} format={share} counted="customers" />{' '}
                without one{' '}
                <RangeText measured={effect.without} format={share} counted="customers" />
              </dd>
              <dd>{differenceText(effect)}</dd>
            </div>
          ))}
          <div>
            <dt>Revenue at risk, a year</dt>
            <dd>
              {data.atRisk.kind === 'estimate' && (
                <strong>{moneyText(data.atRisk.exact ?? '0', data.currency)}</strong>
              )}{' '}
              of {formatCount(data.customersAtRisk)} customers with a case in work
            </dd>
            <dd className="muted">full count</dd>
          </div>
          <div>
            <dt>Revenue saved, a year</dt>
            <dd>
              <MeasuredText measured={data.saved} format={money} counted="customers" />{' '}
              {data.retention.verdict === 'noise' && 'cannot be told from nothing'}
            </dd>
            <dd>
              <RangeText measured={data.saved} format={money} counted="customers" />
            </dd>
          </div>
        </dl>
      </div>
    </Section>
  )
}

type Effects = NonNullable<ReturnType<typeof useQuestion<'cases.performance'>>['data']>['recovery']

function differenceText({ difference, verdict }: Effects): string {
  if (difference.kind === 'insufficient') return '◌ too few to compare'
  const points = (value: number) =>
    `${value > 0 ? '+' : ''}${(100 * value).toFixed(1)}`.replace('-', '−')
  const mark = verdict === 'noise' ? '◇' : difference.value > 0 ? '▲' : '▼'
  return `${mark} ${points(difference.value)} points (${points(difference.low)} to ${points(difference.high)}), ${verdict}`
}

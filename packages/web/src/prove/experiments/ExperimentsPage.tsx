import { domainOf, widenToTicks, type Domain } from '@fealty/charts'
import type { MetricUnit } from '@fealty/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ListedExperiment } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { StripWithEnds } from '../../measure/StripWithEnds.tsx'
import { shortTitleOf } from '../../measure/metric-format.ts'
import { Button } from '../../ui/Button.tsx'
import { betterOf } from '../../ui/change-text.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { asChange, asEffect } from '../effect-format.ts'
import { GradeMark } from '../GradeMark.tsx'
import { DesignDialog } from './DesignDialog.tsx'
import { writeRegisterHeadline } from './register-words.ts'

/** The register: what was tried, what it did, and how strong the evidence is. */
export function ExperimentsPage() {
  const answer = useQuestion('experiments.list', {})
  const mayEdit = useMayWrite()
  const [isOpen, setOpen] = useState(false)
  return (
    <Answered answer={answer}>
      {({ experiments }) => (
        <>
          <PageHead
            page="Experiments"
            headline={writeRegisterHeadline(experiments.map(({ effect }) => effect))}
            subline="Grade A randomised · B compared groups over time · C before and after · D asserted"
            tools={
              mayEdit && (
                <Button look="primary" onClick={() => setOpen(true)}>
                  Plan an experiment
                </Button>
              )
            }
          />
          {experiments.length === 0 ? (
            <EmptyState title="Nothing has been tried yet">
              Open something to a random half first, and this page will say what it did. Systems
              that assign by themselves enrol over the API.
            </EmptyState>
          ) : (
            <RegisterTable experiments={experiments} />
          )}
          {isOpen && <DesignDialog onClose={() => setOpen(false)} />}
        </>
      )}
    </Answered>
  )
}

function RegisterTable({ experiments }: { experiments: readonly ListedExperiment[] }) {
  const domains = shareEffectDomains(experiments.map(({ effect }) => effect))
  return (
    <Section title="Register" note={`${experiments.length}`}>
      <DataTable
        caption="Experiments and holdouts"
        rows={experiments}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'name',
            header: 'What was tried',
            cell: ({ id, name, state }) => (
              <>
                <Link
                  className="row-title"
                  to="/experiments/$experimentId"
                  params={{ experimentId: id }}
                >
                  {name}
                </Link>
                <br />
                <span className="range">{state}</span>
              </>
            ),
          },
          {
            id: 'metric',
            header: 'Measure',
            fold: 'narrow',
            cell: ({ effect }) => shortTitleOf(effect.metric),
          },
          {
            id: 'verdict',
            header: 'Effect',
            cell: ({ effect }) => <EffectVerdict effect={effect} />,
          },
          {
            id: 'strip',
            header: <span className="visually-hidden">Interval</span>,
            fold: 'middle',
            cell: ({ effect }) => (
              <EffectStrip effect={effect} domain={domains.get(effect.metric.unit)} />
            ),
          },
          {
            id: 'range',
            header: '95 % interval',
            fold: 'narrow',
            cell: ({ effect }) =>
              effect.design !== 'asserted' && (
                <RangeText {...asEffect(effect.effect, effect.metric, effect.currency)} />
              ),
          },
          {
            id: 'grade',
            header: 'Grade',
            cell: ({ effect }) => <GradeMark grade={effect.grade} />,
          },
        ]}
      />
    </Section>
  )
}

type Effect = ListedExperiment['effect']

function EffectVerdict({ effect }: { effect: Effect }) {
  const { measured, format } = asEffect(effect.effect, effect.metric, effect.currency)
  if (effect.design === 'asserted') return <span className="verdict">◌ not measured</span>
  return (
    <VerdictMark
      change={asChange(measured, effect.verdict)}
      format={format}
      better={betterOf(effect.metric.better)}
    />
  )
}

/** One axis for all effects of a unit, with zero on it. */
function shareEffectDomains(effects: readonly Effect[]): ReadonlyMap<MetricUnit, Domain> {
  const units = [...new Set(effects.map(({ metric }) => metric.unit))]
  return new Map(
    units.map((unit) => {
      const shown = effects
        .filter(({ metric, design }) => metric.unit === unit && design !== 'asserted')
        .map(({ effect, metric, currency }) => asEffect(effect, metric, currency).measured)
      const [low, high] = domainOf(shown, [0])
      return [unit, widenToTicks(low, high, 4)]
    }),
  )
}

function EffectStrip({ effect, domain }: { effect: Effect; domain: Domain | undefined }) {
  const { measured, format } = asEffect(effect.effect, effect.metric, effect.currency)
  if (measured.kind === 'insufficient' || domain === undefined) return null
  const better = betterOf(effect.metric.better)
  return (
    <StripWithEnds
      title={`Effect of ${effect.name}`}
      row={{
        now: measured,
        target: 0,
        verdict: effect.verdict,
        ...(better === undefined ? {} : { better }),
      }}
      domain={domain}
      format={format}
    />
  )
}

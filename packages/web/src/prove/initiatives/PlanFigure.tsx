import { planCurve, planCurveTable } from '@fealty/charts'
import type { Initiative } from '../../api/contracts.ts'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { SvgFigure } from '../../ui/SvgFigure.tsx'
import { correctionText, runningSums } from './initiative-text.ts'

/** Realised against planned, with the first plan as a thin line and the corrections as marks. */
export function PlanFigure({ one }: { one: Initiative }) {
  const { dayOf } = useCompanyCalendar()
  const format = { unit: 'money' as const, currency: one.currency }
  const title = 'Benefit, realised against planned'
  const curve = {
    plan: runningSums(one.plans.at(-1)!.plan.benefits),
    ...(one.plans.length > 1 ? { firstPlan: runningSums(one.plans[0]!.plan.benefits) } : {}),
    realised: realisedPoints(one),
    marks: one.corrections.map((correction) => ({
      day: dayOf(correction.decision?.at ?? correction.openedAt),
      name: correctionText(correction),
    })),
  }
  return (
    <SvgFigure
      name={title}
      draw={({ width, theme, id }) => planCurve(curve, { id, theme, title, format, width })}
      table={planCurveTable(curve, { title, format })}
    />
  )
}

/** One dot for each state of the facts; the newest of a day counts. */
function realisedPoints({ readings, realised, asOf }: Initiative) {
  const byDay = new Map(readings.map((reading) => [reading.asOf, reading.realised]))
  byDay.set(asOf, realised)
  return [...byDay]
    .map(([day, measured]) => ({ day, measured }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

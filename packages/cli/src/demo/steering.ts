import { steeringKpis } from './steering-kpis.ts'
import { steeringGoals, steeringQuestions } from './steering-goals.ts'
import { steeringHypotheses, steeringObjectives } from './steering-strategy.ts'
import { steeringTargets } from './steering-targets.ts'
import type { Filler } from './filler.ts'

export const steeringFiller: Filler = {
  what: 'Writing down goals, KPIs, targets and the strategy map',
  async fill(run) {
    for (const kpi of steeringKpis)
      await run('kpis.save', { ...kpi, accountable: [kpi.accountable] })
    await run('kpis.enter-value', {
      kpiId: 'market-share',
      value: 0.184,
      day: '2026-06-30',
      reason: 'Regulator’s report of the second quarter, read off by Strategy',
      expires: '2026-12-31',
    })
    for (const goal of steeringGoals) await run('goals.save', goal)
    for (const question of steeringQuestions) await run('questions.save', question)
    for (const objective of steeringObjectives) await run('strategy.save-objective', objective)
    for (const hypothesis of steeringHypotheses) await run('strategy.save-hypothesis', hypothesis)
    for (const target of steeringTargets)
      await run('targets.save', { ...target, accountable: [target.accountable] })
  },
}

import { insufficient, type Call, type Change, type Measured, type Period } from '@fealty/core'
import {
  disclosureLimits,
  judgeComparisons,
  keepAnswer,
  openContext,
  showPeriod,
  type MeasureContext,
} from '@fealty/measure'
import {
  compareEstimates,
  compareProportions,
  wilsonInterval,
  type Comparison,
} from '@fealty/stats'
import type { z } from 'zod'
import { choosePeriods } from '../choose-periods.ts'
import { ensureMentions } from '../mentions/ensure-mentions.ts'
import type { ExplainServices } from '../services.ts'
import type { themesReadInput, themesReadOutput, ThemeRow } from './contract.ts'
import { readThemeCounts, type PeriodCounts, type ThemePeriodCounts } from './read-theme-counts.ts'
import { measureImpact, measureNps } from './theme-impact.ts'
import { readDictionary } from './theme-records.ts'
import { writeThemesHeadline } from './write-themes-headline.ts'

type Input = z.output<typeof themesReadInput>
type Output = z.input<typeof themesReadOutput>

/** Fewer comments show no share. */
const leastComments = 30

/** Shares, sentiment and impact of every theme in a period, against the period before. */
export async function measureThemes(call: Call<ExplainServices>, input: Input): Promise<Output> {
  const context = await openContext(call, input)
  const { version } = await readDictionary(call.services.store, call.workspaceId)
  return keepAnswer(context, 'themes.read', { ...input, dictionary: version }, async () => {
    const { snapshot, dictionary } = await ensureMentions(
      call.services,
      context.snapshot,
      call.signal,
    )
    const periods = choosePeriods(context, input)
    const counts = await readThemeCounts(context, snapshot, periods)
    const last = periods.length - 1
    const cells = dictionary.themes.flatMap(({ id, name }) => {
      const themes = counts.themes.get(id)
      return themes ? [{ id, name, themes }] : []
    })
    const rows = judgeRows(
      cells.map((cell) => measureRow(context, cell, counts.periods, periods)),
      context.level,
    )
    rows.sort((a, b) => impactOrder(a) - impactOrder(b) || b.n - a.n)
    const now = counts.periods[last]!
    const whole = {
      asOf: context.asOf,
      period: showPeriod(periods[last]!, context.asOf),
      previous: showPeriod(periods[last - 1]!, context.asOf),
      nps: measureNps(now.all, context.level, leastComments),
      answers: now.all.detractors + now.all.passives + now.all.promoters,
      comments: now.comments,
      without: now.without,
      rows,
    }
    return { ...whole, ...writeThemesHeadline(whole) }
  })
}

interface Judged {
  row: ThemeRow
  share: Comparison | null
  impact: Comparison | null
  change: Comparison | null
}

function measureRow(
  context: MeasureContext,
  cell: { id: string; name: string; themes: readonly ThemePeriodCounts[] },
  wholes: readonly PeriodCounts[],
  periods: readonly Period[],
): Judged {
  const { level } = context
  const last = periods.length - 1
  const [now, before] = [cell.themes[last]!, cell.themes[last - 1]!]
  const impact = measureImpact({ all: wholes[last]!.all, theme: now.named }, level)
  const impactBefore = measureImpact({ all: wholes[last - 1]!.all, theme: before.named }, level)
  const shares = [last, last - 1].map((at) => ({
    successes: commentsOf(cell.themes[at]!),
    n: wholes[at]!.comments,
  })) as [ShareCounts, ShareCounts]
  const nothing: Change = { verdict: 'too few' }
  const row: ThemeRow = {
    themeId: cell.id,
    name: cell.name,
    n: now.named.detractors + now.named.passives + now.named.promoters,
    share: measureShare(shares[0], level),
    shareChange: nothing,
    sentiment:
      commentsOf(now) < disclosureLimits(context.workspace).comments ? null : now.sentiment,
    nps: measureNps(now.named, level, leastComments),
    impact,
    verdict: nothing,
    impactChange: nothing,
    trend: periods.map((period, at) => ({
      period: showPeriod(period, context.asOf),
      share: measureShare(
        { successes: commentsOf(cell.themes[at]!), n: wholes[at]!.comments },
        level,
      ),
    })),
  }
  return {
    row,
    share: compareShares(shares, level),
    impact: compareImpact(impact, { value: 0, se: 0 }, level),
    change: impactBefore.kind === 'estimate' ? compareImpact(impact, impactBefore, level) : null,
  }
}

interface ShareCounts {
  successes: number
  n: number
}

const commentsOf = ({ sentiment }: ThemePeriodCounts): number =>
  sentiment.positive + sentiment.mixed + sentiment.negative + sentiment.unsure

function measureShare({ successes, n }: ShareCounts, level: number): Measured {
  if (n < leastComments)
    return insufficient(n, leastComments, `${n} comments, ${leastComments} needed.`)
  const interval = wilsonInterval({ successes, n, level })
  return interval.kind === 'estimate' ? interval : insufficient(n, leastComments, interval.why)
}

function compareShares(
  [now, before]: [ShareCounts, ShareCounts],
  level: number,
): Comparison | null {
  if (Math.min(now.n, before.n) < leastComments) return null
  const comparison = compareProportions(now, before, { level })
  return comparison.kind === 'comparison' ? comparison : null
}

function compareImpact(
  impact: Measured,
  against: { value: number; se?: number | undefined },
  level: number,
): Comparison | null {
  if (impact.kind !== 'estimate') return null
  const own = { value: impact.value, se: impact.se ?? 0 }
  return compareEstimates(own, { value: against.value, se: against.se ?? 0 }, { level })
}

/** Verdicts of all rows, corrected together for each of the three questions. */
function judgeRows(judged: readonly Judged[], level: number): ThemeRow[] {
  const judge = (pick: (one: Judged) => Comparison | null): Change[] =>
    judgeComparisons(judged.map(pick), level)
  const share = judge((one) => one.share)
  const verdict = judge((one) => one.impact)
  const impactChange = judge((one) => one.change)
  return judged.map(({ row }, at) => ({
    ...row,
    shareChange: share[at]!,
    verdict: verdict[at]!,
    impactChange: impactChange[at]!,
  }))
}

const impactOrder = ({ impact }: ThemeRow): number =>
  impact.kind === 'estimate' ? impact.value : Infinity

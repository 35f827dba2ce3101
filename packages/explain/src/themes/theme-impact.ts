import type { Measured } from '@fealty/core'
import { insufficient } from '@fealty/core'
import { compareEstimates, npsInterval, type NpsCounts } from '@fealty/stats'

/** Answers by band: of all, and of those whose comment names the theme. */
export interface ThemeCounts {
  all: NpsCounts
  theme: NpsCounts
}

/** Fewer answers that name a theme, or that do not, show no impact. */
const leastForImpact = 30

const sizeOf = ({ detractors, passives, promoters }: NpsCounts): number =>
  detractors + passives + promoters

/**
 * What a theme does to the score, in NPS points: the NPS of all answers minus the NPS of those that do
 * not name it (leave one out). It is the theme's share times the gap between those who name it and
 * those who do not, so a rare theme of very unhappy people and a common one of slightly unhappy people
 * can cost the same.
 *
 * Interval by the delta method: with s the answer's −1, 0 or 1 and t whether it names the theme, each
 * answer moves the impact by (s − NPS) − (1 − t)(s − NPS₀)/(1 − p), and the standard error is the root
 * of the sum of their squares over n. The impact is n_t(NPS_t − NPS)/(n − n_t), the form that survey
 * suites publish. It says what goes together, not what would happen if the theme were gone.
 *
 * @returns points −200 … 200; insufficient below thirty answers with or without the theme
 */
export function measureImpact({ all, theme }: ThemeCounts, level: number): Measured {
  const n = sizeOf(all)
  const named = sizeOf(theme)
  const least = Math.min(named, n - named)
  if (least < leastForImpact)
    return insufficient(
      named,
      leastForImpact,
      `The impact needs ${leastForImpact} answers that name the theme and ${leastForImpact} that do not.`,
    )
  const others = subtract(all, theme)
  const score = scoreOf(all)
  const without = scoreOf(others)
  const share = named / n
  let squares = 0
  for (const [sign, band] of bands) {
    squares += theme[band] * (sign - score) ** 2
    squares += others[band] * (sign - score - (sign - without) / (1 - share)) ** 2
  }
  const value = 100 * (score - without)
  const se = (100 * Math.sqrt(squares)) / n
  const { low, high } = compareEstimates({ value, se }, { value: 0, se: 0 }, { level })
  return {
    kind: 'estimate',
    value,
    low: Math.max(-200, low),
    high: Math.min(200, high),
    level,
    n: named,
    se,
    method: 'leave one out, delta method',
  }
}

const bands = [
  [-1, 'detractors'],
  [0, 'passives'],
  [1, 'promoters'],
] as const

const scoreOf = (counts: NpsCounts): number =>
  (counts.promoters - counts.detractors) / sizeOf(counts)

/** Those that do not name the theme. */
function subtract(all: NpsCounts, theme: NpsCounts): NpsCounts {
  return {
    detractors: all.detractors - theme.detractors,
    passives: all.passives - theme.passives,
    promoters: all.promoters - theme.promoters,
  }
}

/** NPS of the counts, insufficient below `least` answers. */
export function measureNps(counts: NpsCounts, level: number, least: number): Measured {
  const n = sizeOf(counts)
  if (n < least) return insufficient(n, least, `${n} answers, ${least} needed.`)
  const interval = npsInterval({ ...counts, level })
  return interval.kind === 'estimate'
    ? { ...interval, level, n }
    : insufficient(n, least, interval.why)
}

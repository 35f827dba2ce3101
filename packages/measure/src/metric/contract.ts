import { z } from 'zod'

/** The metrics, in the order in which they are listed. The names are stable: the CLI takes them. */
export const metricIds = [
  'nps',
  'csat',
  'ces',
  'rating',
  'retention',
  'churn',
  'revenue-churn',
  'nrr',
  'grr',
  'repeat-purchase',
  'aov',
  'revenue',
  'margin',
  'cost-to-serve',
  'tenure',
  'active',
  'earned-growth',
  'clv',
] as const
export type MetricId = (typeof metricIds)[number]

/** What a person must know to read a metric: shown on its page and on the definitions page. */
export const metricInfoSchema = z.object({
  id: z.enum(metricIds),
  title: z.string(),
  unit: z.enum(['points', 'share', 'money', 'money-each', 'score', 'days', 'count']),
  /** Which direction is good. */
  better: z.enum(['higher', 'lower', 'neither']),
  version: z.number(),
  /** One sentence. */
  summary: z.string(),
  formula: z.string(),
  denominator: z.string(),
  /** Who is counted only after having had the time to return, and when a period counts as over. */
  maturity: z.string(),
  interval: z.string(),
  source: z.string(),
  /** Fact kinds it is computed from. */
  requires: z.array(z.string()),
})
export type MetricInfo = z.infer<typeof metricInfoSchema>

import { addDays, FealtyError, insufficient, rangePeriod } from '@fealty/core'
import { measureMetric, metricCatalogue, openContext } from '@fealty/measure'
import type { z } from 'zod'
import type { SteerCall } from '../record-change.ts'
import type { Citation, citedSchema } from './contract.ts'

type Cited = z.input<typeof citedSchema>

/**
 * Measures what a statement cites, with its interval, for whom the caller may see.
 * @throws FealtyError `input.invalid`, `input.dimension` for a condition that is not known
 */
export async function measureCitation(call: SteerCall, citation: Citation): Promise<Cited> {
  const metric = metricCatalogue[citation.metric]
  const context = await openContext(call, { where: citation.where, level: 0.95 }, metric)
  const periods = [rangePeriod(citation.from, addDays(citation.to, 1))]
  const { cells } = await measureMetric(context, metric, { periods, groups: [] })
  const { id, title, unit, better } = metric.info
  return { metric: { id, title, unit, better }, measured: cells[0]!.measured }
}

/** The same for a page: a condition that data no longer know takes this one number away, not the page. */
export async function showCitation(call: SteerCall, citation: Citation): Promise<Cited> {
  try {
    return await measureCitation(call, citation)
  } catch (error) {
    if (!(error instanceof FealtyError) || !error.code.startsWith('input.')) throw error
    const { id, title, unit, better } = metricCatalogue[citation.metric].info
    const measured = insufficient(0, 1, 'The data do not know these customers any more.')
    return { metric: { id, title, unit, better }, measured }
  }
}

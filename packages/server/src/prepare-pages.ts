import { addDays, FealtyError, isEngineAway } from '@fealty/core'

/** Asks an operation as the owner does. */
export type Ask = (operation: string, input: object) => Promise<unknown>

interface Scorecard {
  asOf: string
  period: { end: string; grain: string }
  tiles: readonly { metric: { id: string } }[]
}

interface Catalogue {
  metrics: readonly { id: string; available: boolean }[]
}

/** As many periods as the small trends of the page of all measures have. */
const smallPeriods = 12

/**
 * Asks what the pages behind the scorecard ask when somebody opens them from the menu: each measure,
 * the measures that have no tile, customer value, and cohorts. The answers are kept, so opening one
 * asks the engine nothing. Other cuts and conditions are computed when they are asked for.
 */
export async function askPages(ask: Ask): Promise<void> {
  const card = (await ask('measure.scorecard', {})) as Scorecard
  const { metrics } = (await ask('measure.catalogue', {})) as Catalogue
  const tiles = new Set(card.tiles.map(({ metric }) => metric.id))
  const end = addDays(card.period.end, -1)
  const small = {
    every: card.period.grain,
    periods: smallPeriods,
    asOf: card.asOf < end ? card.asOf : end,
  }
  for (const { id: metric, available } of metrics) {
    await askPage(ask, 'measure.page', { metric })
    if (available && !tiles.has(metric)) await askPage(ask, 'measure.page', { metric, ...small })
  }
  await askPage(ask, 'value.page', {})
  await askPage(ask, 'measure.cohorts', {})
}

/**
 * Pages that are computed when they are opened, as they are from the menu. On a cluster each is asked now
 * and then, so that there is a last answer to show while the cluster is away.
 */
const openedPages: readonly (readonly [operation: string, input: object])[] = [
  ['scores.weighted', {}],
  ['scores.accounts', {}],
  ['benchmarks.compare', {}],
  ['customers.list', {}],
  ['themes.read', {}],
  ['themes.suggest', {}],
  ['verbatims.search', {}],
  ['huddle.board', {}],
  ['causes.register', {}],
  ['improvements.list', {}],
  ['cases.performance', {}],
  ['initiatives.list', {}],
  ['initiatives.ledger', {}],
  ['situation.read', {}],
  ['goals.tree', {}],
  ['kpis.list', {}],
  ['strategy.map', {}],
  ['reviews.list', {}],
  ['strategies.list', {}],
  ['allocation.read', {}],
  ['targets.list', {}],
  ['invitations.heard', { cut: 'segment' }],
  ['data.quality', {}],
]

/** Asks what the pages ask that are computed when they are opened. */
export async function askOpenedPages(ask: Ask): Promise<void> {
  for (const [operation, input] of openedPages) await askPage(ask, operation, input)
}

/** A page that cannot be made for these facts says so when it is opened; the others are made. */
async function askPage(ask: Ask, operation: string, input: object): Promise<void> {
  try {
    await ask(operation, input)
  } catch (error) {
    if (!(error instanceof FealtyError) || isEngineAway(error)) throw error
  }
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine, Snapshot } from '@fealty/engine'
import { runningContractsSql } from './contracts.ts'
import { stagingPath } from '../import/staging.ts'
import { readHistoryGroups, type FitSource } from './fit-purchases.ts'
import { withNumbers } from './group-file.ts'
import { daysPerUnit, unitsPerYear } from './histories.ts'
import { scoreAges } from './score-ages.ts'
import { scoreGroups } from './score-groups.ts'
import type { ContractScore, PurchaseScore, ScoreModel } from './score-parameters.ts'
import { contractScoresSql, purchaseScoresSql, type ScoreFrame } from './score-sql.ts'
import { sql } from '@fealty/engine'

interface Services {
  engine: Engine
  dataFolder: string
}

/** Days of a month on average; horizons are days and contracts run in months. */
const daysPerMonth = 365.25 / 12

/** Scoring reads every purchase. */
const scoreSeconds = 600

/**
 * Scores every customer of a snapshot with a fitted model and keeps the rows as a derived table.
 * Nothing is done when it is there: the same facts and model give the same rows.
 */
export async function writeScores(
  services: Services,
  snapshot: Snapshot,
  folder: string,
  model: ScoreModel,
  signal: AbortSignal,
): Promise<string> {
  const path = join(folder, `customer_value-${model.id}${services.engine.tableSuffix}`)
  if (existsSync(path)) return path
  const { engine } = services
  const { parameters, until, id } = model
  const frame: ScoreFrame = {
    dialect: engine.dialect,
    until,
    basis: parameters.basis,
    modelId: id,
  }
  const name = `${snapshot.id}-${id}-${engine.dialect.name}.csv`
  const staging = await stagingPath(services.dataFolder, 'scores', name)
  const job = { services, snapshot, frame, path, staging, signal }
  if (parameters.family === 'purchases') await writePurchaseScores(job, parameters)
  else await writeContractScores(job, parameters)
  return path
}

interface Job {
  services: Services
  snapshot: Snapshot
  frame: ScoreFrame
  path: string
  staging: string
  signal: AbortSignal
}

async function writePurchaseScores(job: Job, parameters: PurchaseScore): Promise<void> {
  const { engine } = job.services
  const { snapshot, frame, signal } = job
  const { unit, purchases, spend, model } = parameters
  const source: FitSource = { engine, snapshot, until: frame.until, unit, signal }
  const groups = await readHistoryGroups(source)
  const days = daysPerUnit[unit]
  const scores = await scoreGroups({ model, parameters: purchases }, spend, groups, {
    horizon: parameters.horizonDays / days,
    yearlyRate: parameters.rate,
    unitsPerYear: unitsPerYear(unit),
  })
  const inDays = (column: Float64Array) => column.map((time) => Math.round(time * days))
  const columns = { x: groups.x, tx: inDays(groups.tx), age: inDays(groups.T), ...scores }
  const lent = { snapshot, name: 'lent_groups', path: job.staging }
  await withNumbers(lent, columns, (withGroups) =>
    engine.writeTable(withGroups, purchaseScoresSql(frame, spend), job.path, {
      signal,
      seconds: scoreSeconds,
    }),
  )
}

async function writeContractScores(job: Job, parameters: ContractScore): Promise<void> {
  const { engine } = job.services
  const { snapshot, frame, signal } = job
  const running = runningContractsSql(frame.dialect, frame.until, 'month')
  const [row] = await engine.query(
    snapshot,
    sql`select coalesce(max(renewals), 0) as oldest from (${running}) as running`,
    { signal },
  )
  const ages = scoreAges(
    parameters.retention,
    Number(row?.oldest ?? 0),
    horizonMonths(parameters.horizonDays),
    monthlyRate(parameters.rate),
  )
  const lent = { snapshot, name: 'lent_ages', path: job.staging }
  await withNumbers(lent, { ...ages }, (withAges) =>
    engine.writeTable(withAges, contractScoresSql(frame), job.path, {
      signal,
      seconds: scoreSeconds,
    }),
  )
}

/** Payments within a horizon: months, rounded to whole ones. */
export function horizonMonths(horizonDays: number): number {
  return Math.max(1, Math.round(horizonDays / daysPerMonth))
}

/** The monthly rate that compounds to the yearly one. */
export function monthlyRate(yearlyRate: number): number {
  return Math.expm1(Math.log1p(yearlyRate) / 12)
}

import type { Call, Day } from '@fealty/core'
import {
  loadSnapshot,
  openContext,
  readUnits,
  unitWithParts,
  type ListedUnit,
} from '@fealty/measure'
import { listEffects, type ExperimentEffect } from '@fealty/prove'
import type { KeptRecord } from '@fealty/store'
import { readAuthors, type NameAuthor } from '../read-authors.ts'
import type { SteerServices } from '../services.ts'
import type { Correction, CostBooking, KeptInitiative, Reading } from './contract.ts'
import { corrections, costBookings, initiatives, readings } from './initiatives.ts'
import { readLevers } from './levers.ts'

type SteerCall = Call<SteerServices>

/** Everything that the initiatives of a workspace are read with, fetched once. */
export interface InitiativeFrame {
  asOf: Day
  today: Day
  snapshotId: string
  currency: string
  nameOf: NameAuthor
  effects: ReadonlyMap<string, ExperimentEffect>
  units: readonly ListedUnit[]
  levers: ReadonlyMap<string, string>
  costs: ReadonlyMap<string, KeptRecord<CostBooking>[]>
  corrections: ReadonlyMap<string, KeptRecord<Correction>[]>
  readings: ReadonlyMap<string, KeptRecord<Reading>[]>
}

export async function openFrame(call: SteerCall): Promise<InitiativeFrame> {
  const { services, workspaceId, today } = call
  const { store } = services
  const [context, snapshot, effects, units, levers, costs, opened, read, nameOf] =
    await Promise.all([
      openContext(call, { where: [], level: 0.95 }),
      loadSnapshot(services, workspaceId),
      listEffects(call),
      readUnits(services, workspaceId),
      readLevers(store, workspaceId),
      costBookings.list(store, workspaceId),
      corrections.list(store, workspaceId),
      readings.list(store, workspaceId),
      readAuthors(store, workspaceId),
    ])
  return {
    asOf: context.asOf,
    today,
    snapshotId: snapshot.id,
    currency: context.workspace.currency,
    nameOf,
    effects: new Map(effects.map((effect) => [effect.experimentId, effect])),
    units,
    levers: new Map(levers.map(({ id, name }) => [id, name])),
    costs: byParent(costs),
    corrections: byParent(opened),
    readings: byParent(read),
  }
}

function byParent<T>(records: readonly KeptRecord<T>[]): Map<string, KeptRecord<T>[]> {
  const found = new Map<string, KeptRecord<T>[]>()
  for (const record of records) {
    const parent = record.parentId ?? ''
    found.set(parent, [...(found.get(parent) ?? []), record])
  }
  return found
}

/** The initiatives a caller may see: a manager those of the own units and of all below. */
export async function readOwnInitiatives(
  { services, workspaceId, actor }: SteerCall,
  units: readonly ListedUnit[],
): Promise<KeptRecord<KeptInitiative>[]> {
  const records = await initiatives.list(services.store, workspaceId)
  if (actor.kind === 'nobody' || actor.role !== 'manager') return records
  const own = ownUnitIds(units, actor.units)
  return records.filter(({ body }) => body.unitId !== null && own.has(body.unitId))
}

/** Units a manager is bound to, by id or name, with all below. */
export function ownUnitIds(
  units: readonly ListedUnit[],
  bound: readonly string[],
): ReadonlySet<string> {
  const named = units.filter(({ id, name }) => bound.includes(id) || bound.includes(name))
  return new Set(named.flatMap(({ id }) => unitWithParts(units, id)).map(({ id }) => id))
}

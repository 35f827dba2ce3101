import { createHash } from 'node:crypto'
import { joinSql, sql, type Sql } from '@fealty/engine'
import { dimensionSql } from '../metric/dimension.ts'
import type { MeasureContext } from '../query/measure-context.ts'
import { resolveDimension } from '../query/find-dimensions.ts'

/** Who is assigned: each customer, or each account with all its customers. */
export type ArmUnit = 'customer' | 'account'

/** How a population is parted into arms. */
export type ArmSplit =
  /** By a hash of salt and id: stable, and known without asking anybody. */
  | { by: 'hash'; salt: string; arms: readonly { name: string; share: number }[] }
  /** By a list, from systems that assign outside. */
  | { by: 'list'; rows: readonly { unitId: string; arm: string }[] }
  /** By an attribute of the facts; the arm without values takes everybody whom no other arm names. */
  | {
      by: 'attribute'
      attribute: string
      arms: readonly { name: string; values: readonly string[] }[]
    }
  /** Everybody in one arm: before and after. */
  | { by: 'all'; arm: string }

/** The hash has 52 bits, so it is exact as a double and as a whole number of every engine. */
const hashSize = 2 ** 52

/**
 * Where a unit falls in [0, 1): the first 52 bits of SHA-256 of `salt:id`, in UTF-8, over 2⁵². The
 * same in TypeScript and in SQL, so an arm can be told without a look at the data.
 */
export function hashShare(salt: string, unitId: string): number {
  const digest = createHash('sha256').update(`${salt}:${unitId}`).digest('hex')
  return Number.parseInt(digest.slice(0, 13), 16) / hashSize
}

/** The arm of a unit by its hash: arms follow each other on [0, 1) with their shares. */
export function hashedArm(
  arms: readonly { name: string; share: number }[],
  salt: string,
  unitId: string,
): string {
  const share = hashShare(salt, unitId)
  const limits = upperLimits(arms)
  return arms[limits.findIndex((limit) => share * hashSize < limit)]!.name
}

/** Upper end of each arm in units of 2⁻⁵²; the last one is the end, whatever rounding left. */
function upperLimits(arms: readonly { share: number }[]): number[] {
  let sum = 0
  return arms.map(({ share }, index) => {
    sum += share
    return index === arms.length - 1 ? hashSize : Math.round(sum * hashSize)
  })
}

/** The arm as SQL over a unit's id (for a list: over its joined row), null outside every arm. */
export function armSql(context: MeasureContext, split: ArmSplit, unitId: Sql): Sql {
  const { dialect } = context.services.engine
  switch (split.by) {
    case 'all':
      return sql`${split.arm}`
    case 'list':
      return sql`l.arm`
    case 'hash': {
      const limits = upperLimits(split.arms)
      const hash = dialect.hash52(sql`${split.salt} || ':' || ${unitId}`)
      const cases = split.arms.map(
        ({ name }, index) => sql`when ${hash} < ${limits[index]!} then ${name}`,
      )
      return sql`case ${joinSql(cases, '\n')} end`
    }
    case 'attribute': {
      const value = dimensionSql(resolveDimension(split.attribute, context.dimensions, {}))
      const named = split.arms.filter(({ values }) => values.length > 0)
      const rest = split.arms.find(({ values }) => values.length === 0)
      const cases = named.map(({ name, values }) => {
        const list = joinSql(
          values.map((each) => sql`${each}`),
          ', ',
        )
        return sql`when ${value} in (${list}) then ${name}`
      })
      return sql`case ${joinSql(cases, '\n')} else ${rest?.name ?? null} end`
    }
  }
}

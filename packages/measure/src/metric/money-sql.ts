import { sql, type Sql } from '@fealty/engine'

/**
 * Per-customer money rounded to cents, so that its square fits a decimal and sums stay exact. A sum
 * has 38 digits; it is narrowed at its own scale first, because rounding 38 digits is a division of
 * 128-bit numbers and takes thirty times as long.
 */
function cents(value: Sql): Sql {
  return sql`cast(${narrowMoney(value)} as decimal(18, 2))`
}

/**
 * The product of two amounts in cents. Decimals of 18 digits are multiplied in 64 bits, which hold the
 * square of no more than 30 millions; with 20 digits they are multiplied in 128.
 */
export function multiplyCents(one: Sql, other: Sql): Sql {
  return sql`cast(${one} as decimal(20, 2)) * ${other}`
}

/** A sum of money (38 digits) as money (18 digits), to the same four decimals. */
export function narrowMoney(value: Sql): Sql {
  return sql`cast(${value} as decimal(18, 4))`
}

/** Columns of a ratio of sums over rows that hold one customer each. */
export function ratioColumns(y: Sql, x: Sql): Sql {
  const a = cents(y)
  const b = cents(x)
  return sql`count(*) as n, sum(${a}) as y, sum(${b}) as x, sum(${multiplyCents(a, a)}) as yy, sum(${multiplyCents(b, b)}) as xx, sum(${multiplyCents(a, b)}) as xy`
}

/** Columns of a total over rows that hold one customer each; `total` keeps every decimal. */
export function totalColumns(value: Sql): Sql {
  const amount = cents(value)
  return sql`count(*) as n, sum(${value}) as total, sum(${multiplyCents(amount, amount)}) as squares`
}

/**
 * A made-up company of any size, as SQL: every figure is a hash of its row and the seed, so the same
 * seed gives the same files on each machine, and no generator has to be carried from row to row.
 *
 * Customers buy at very different rates; each buys within a window of its own and then stops, as the
 * customer-base models assume. One order in forty is a return.
 */

const firstDay = "date '2023-01-01'"
const lastDayNumber = 1_095

/** A number in [0, 1) from the row and a stream. */
const uniform = (row, stream, seed) =>
  `(hash((${row}) * 64 + ${stream}, ${seed}) / 18446744073709551616.0)`

/** Day number on which a customer starts, and for how many days it buys. */
function life(customer, seed) {
  const start = `(${uniform(customer, 1, seed)} * 0.8 * ${lastDayNumber})`
  const days = `least(${lastDayNumber} - ${start}, 1 - 400 * ln(1 - ${uniform(customer, 2, seed)}))`
  return { start, days }
}

const customerId = (customer) => `'C' || lpad(cast(${customer} as varchar), 8, '0')`
const moment = (days) => `${firstDay} + to_seconds(cast(floor(86400 * (${days})) as bigint))`

/**
 * Each file with the kind of facts it holds and the query of its rows. Orders may be asked for in parts:
 * those of the numbers from `firstOrder` up to `orders`, without the last.
 */
export function companyFiles({ orders, customers, seed, firstOrder = 0 }) {
  const u = (row, stream) => uniform(row, stream, seed)
  const buyer = `case when n < ${customers} then n
    else cast(floor(${customers} * ${u('n', 10)} * ${u('n', 10)}) as bigint) end`
  const { start, days } = life('c', seed)
  return {
    customers: `
      select ${customerId('c')} as customer_id,
        cast(${firstDay} + cast(floor(${start}) as integer) as date) as since,
        ['Consumer', 'Family', 'Student', 'Small business', 'Enterprise', 'Partner'][1 + cast(floor(6 * ${u('c', 3)} * ${u('c', 3)}) as integer)] as segment,
        ['North', 'East', 'South', 'West', 'Coast', 'Hills', 'Lakes', 'Valley'][1 + cast(floor(8 * ${u('c', 4)}) as integer)] as region
      from range(${customers}) as ids(c)`,
    orders: `
      select 'O' || cast(n as varchar) as order_id, ${customerId('c')} as customer_id,
        ${moment(`${start} + ${days} * ${u('n', 11)}`)} as ordered_at,
        cast(sign * price as decimal(12, 2)) as amount, cast(sign * price * 0.6 as decimal(12, 2)) as cost,
        ['web', 'shop', 'phone'][1 + cast(floor(3 * ${u('n', 12)}) as integer)] as channel
      from (
        select n, ${buyer} as c, case when ${u('n', 13)} < 0.025 then -1 else 1 end as sign,
          5 + 95 * ${u('n', 14)} * ${u('n', 14)} as price
        from range(${firstOrder}, ${orders}) as numbers(n)
      ) as placed`,
    responses: `
      select 'R' || cast(n as varchar) as response_id, ${customerId('c')} as customer_id, 'relationship' as survey,
        ${moment(`1000 * ${u('n', 21)}`)} as invited_at,
        case when answered then ${moment(`1000 * ${u('n', 21)} + 3`)} end as answered_at,
        case when answered then least(10, cast(floor(2 + 10 * sqrt(${u('n', 22)})) as integer)) end as nps,
        case when answered then 1 + cast(floor(5 * sqrt(${u('n', 23)})) as integer) end as csat,
        case when answered then 1 + cast(floor(7 * sqrt(${u('n', 24)})) as integer) end as ces
      from (
        select n, cast(floor(${customers} * ${u('n', 20)}) as bigint) as c, ${u('n', 25)} < 0.3 as answered
        from range(${customers}) as numbers(n)
      ) as invited`,
    interactions: `
      select 'I' || cast(n as varchar) as interaction_id, ${customerId(`cast(floor(${customers} * ${u('n', 30)}) as bigint)`)} as customer_id,
        ${moment(`${lastDayNumber} * ${u('n', 31)}`)} as at, 'phone' as channel,
        cast(2 + 20 * ${u('n', 32)} as decimal(8, 2)) as cost
      from range(${customers}) as numbers(n)`,
  }
}

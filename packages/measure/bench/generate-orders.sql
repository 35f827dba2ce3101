-- Ten million order lines of one million customers over three years, the same on every machine:
-- every number is a hash of its row, so there is no random generator and no seed beside {seed}.
-- Customers buy at very different rates (squared uniform), a third never return, one line in forty
-- is a return, and every line knows its cost.
-- {lines}, {customers} and {seed} are filled in by the bench that runs it.
select
  'O' || cast(line // 2 as varchar) as order_id,
  'C' || lpad(cast(case when line // 2 < {customers} then line // 2 else cast(floor({customers} * u_customer * u_customer) as bigint) end as varchar), 7, '0') as customer_id,
  cast(date '2022-01-01' + cast(floor(1096 * u_day) as integer) as timestamp) as at,
  cast(date '2022-01-01' + cast(floor(1096 * u_day) as integer) as date) as day,
  cast(round(case when u_return < 0.025 then -1 else 1 end * (5 + 95 * u_amount * u_amount), 2) as decimal(18, 4)) as amount,
  cast(round((case when u_return < 0.025 then -1 else 1 end * (5 + 95 * u_amount * u_amount)) * 0.6, 2) as decimal(18, 4)) as cost,
  1 as import_seq
from (
  select line,
    hash({seed} + 8 * (line // 2) + 1) / 18446744073709551616.0 as u_customer,
    hash({seed} + 8 * (line // 2) + 2) / 18446744073709551616.0 as u_day,
    hash({seed} + 8 * (line) + 3) / 18446744073709551616.0 as u_amount,
    hash({seed} + 8 * (line) + 4) / 18446744073709551616.0 as u_return
  from range({lines}) as lines(line)
)

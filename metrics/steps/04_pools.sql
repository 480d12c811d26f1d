-- pooled: the pools of every contract, those that go forwards and those that roll.
select
    scenario,
    contract,
    indicator,
    month,
    opened_in,
    pool_numerator,
    pool_denominator,
    closes
from forward_pool
union all
select
    scenario,
    contract,
    indicator,
    month,
    opened_in,
    pool_numerator,
    pool_denominator,
    closes
from rolling_pool

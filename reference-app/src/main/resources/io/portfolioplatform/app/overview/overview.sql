-- Everything the overview of one user says about one day, in one round trip: the totals once, and beside them one row
-- for each asset and for each account (at least one row, of no kind where there is neither).
--
-- Conventions
-- * cash: what an activity does to the cash of its account, in the activity's currency.
-- * flow: what crosses the border between the portfolio and the world outside: deposits and things brought in count
--   positive, withdrawals and debts taken up negative.
-- * An account that never saw a deposit, a withdrawal or a balance does not track its cash. Its trades are paid from
--   and into the world outside, so there every movement of cash is a flow the other way round.
-- * A holding that cannot be valued lies outside of the figures, with every activity about its units: money that a
--   tracked account spent on it has left, money that came from it has come in, and its fees and dividends are none of
--   the portfolio's. Interest, fees and debts stay, whatever they name.
-- * Money that moved is converted at the rate of its day, what is there at the rate of the day asked for. A rate is
--   the last one at or before its day, and not older than ten days. null means unknown and is never read as zero.
-- * Less than a billionth of a unit is none: it is what a split by a ratio such as a third leaves.

with question as (
	select cast(:user as uuid) as user_id, cast(:day as date) as day,
		coalesce((select base_currency from user_settings where user_id = :user), :defaultCurrency) as base
),

balance as materialized (
	select account_id, account.currency, date, amount
	from question
	join account_balance on account_balance.user_id = question.user_id and date <= day
	join account on account.id = account_id
),

entry as materialized (
	select activity.id, side.account_id, account.currency as account_currency, activity.instrument_id,
		activity.type, activity.date, activity.currency, activity.unit_price, quantity as ratio, amount,
		case when arriving then 0 when activity.type = 'FEE' then amount + activity.fee else activity.fee end as fee,
		bool_or(activity.type in ('DEPOSIT', 'WITHDRAWAL')
				or (activity.type = 'TRANSFER' and activity.instrument_id is null))
			over (partition by side.account_id)
			or side.account_id in (select account_id from balance) as tracked,
		case
			when activity.type in ('BUY', 'ITEM') or arriving then quantity
			when activity.type in ('SELL', 'TRANSFER') then -quantity
			else 0
		end as units,
		case
			when activity.type = 'TRANSFER' and arriving then case when instrument_id is null then amount else 0 end
			when activity.type = 'TRANSFER' then case when instrument_id is null then -amount else 0 end - fee
			when activity.type in ('SELL', 'DIVIDEND', 'INTEREST', 'DEPOSIT') then amount - fee
			when activity.type in ('BUY', 'FEE', 'WITHDRAWAL') then -amount - fee
			else 0
		end as cash,
		case activity.type
			when 'DEPOSIT' then amount
			when 'WITHDRAWAL' then -amount
			when 'ITEM' then amount + fee
			when 'LIABILITY' then -amount + fee
			else 0
		end as flow
	from question
	join activity on activity.user_id = question.user_id and activity.date <= day
	-- A transfer happens in two accounts, everything else in one.
	cross join lateral (
		select activity.account_id, false as arriving
		union all
		select activity.target_account_id, true where activity.type = 'TRANSFER'
	) as side
	join account on account.id = side.account_id
	cross join lateral (select activity.quantity * activity.unit_price as amount) as product
),

split as materialized (
	select account_id, instrument_id, date, id, ratio
	from entry
	where type = 'SPLIT'
),

stock as materialized (
	select account_id, instrument_id, sum(units_now) as quantity
	from (
		select account_id, instrument_id, units as units_now
		from entry
		where instrument_id is not null and units <> 0
			and (account_id, instrument_id) not in (select account_id, instrument_id from split)
		union all
		-- What was split, in one pass however often that was, and with the splits that came later.
		select account_id, instrument_id, units * product(ratio) filter (where type = 'SPLIT') over (
			partition by account_id, instrument_id order by date desc, id desc
			rows between unbounded preceding and 1 preceding)
		from entry
		where (account_id, instrument_id) in (select account_id, instrument_id from split)
	) as unit
	group by account_id, instrument_id
	having abs(sum(units_now)) >= 1e-9
),

held as materialized (
	select instrument.id, instrument.symbol, instrument.name, instrument.asset_class, instrument.currency, quantity,
		instrument.user_id is not null as manual, market.date, market.fetched_at,
		case when later.ratio = 1 then close else trim_scale(close / nullif(later.ratio, 0)) end as close
	from (
		select instrument_id, sum(quantity) as quantity
		from stock
		group by instrument_id
		having abs(sum(quantity)) >= 1e-9
	) as stocked
	join instrument on instrument.id = instrument_id
	left join lateral (
		select close, date, fetched_at
		from price
		where price.instrument_id = instrument.id and date <= (select day from question)
		order by date desc
		limit 1
	) as market on instrument.user_id is null
	-- Each account has the same splits, if perhaps on other days: those of the account that was split last count. The
	-- close of the day of a split is one of after it.
	cross join lateral (
		select product(ratio) as ratio
		from split
		where split.instrument_id = instrument.id and split.date > market.date and split.account_id = (
			select last.account_id
			from split as last
			where last.instrument_id = instrument.id
			order by last.date desc, last.id desc
			limit 1
		)
	) as later
),

-- What the user last paid or got for an instrument kept by hand, or said it is worth; and for another one when its
-- last closing price was stale by then.
own_price as (
	select instrument_id, trade.currency, trade.date,
		case when later.ratio = 1 then unit_price else trim_scale(unit_price / later.ratio) end as unit_price
	from (
		select distinct on (held.id) entry.*
		from held
		join entry on entry.instrument_id = held.id
		where type in ('BUY', 'SELL', 'ITEM') and unit_price > 0
			and (manual or entry.date > held.date + :freshDays)
		order by held.id, entry.date desc, entry.id desc
	) as trade
	cross join lateral (
		select product(split.ratio) as ratio
		from split
		where split.instrument_id = trade.instrument_id and split.account_id = trade.account_id
			and (split.date, split.id) > (trade.date, trade.id)
	) as later
	where later.ratio <> 0
),

holding as materialized (
	select held.id, symbol, name, asset_class, quantity, coalesce(own_price.unit_price, close) as price,
		coalesce(own_price.currency, held.currency) as currency, coalesce(own_price.date, held.date) as price_date,
		case when own_price.date is null then fetched_at end as fetched_at, manual
	from held
	left join own_price on own_price.instrument_id = held.id
),

-- Every conversion that is needed, looked up once however many activities share it; maybe: only if there is money to
-- convert, which is not known yet.
conversion as materialized (
	select source, target, needed.date, needed.maybe,
		case when target in ('EUR', source) then 1 else target_rate.per_euro end as numerator,
		case when source in ('EUR', target) then 1 else source_rate.per_euro end as denominator
	from (
		select source, target, date, bool_and(maybe) as maybe
		from (
			select currency as source, account_currency as target, date, false as maybe
			from entry where tracked and cash <> 0
			union all
			select currency, base, date, false from entry, question where cash <> 0 or flow <> 0 or fee <> 0
			union all
			select currency, base, day, false from entry, question where type = 'LIABILITY' and amount <> 0
			union all
			select account_currency, base, day, true from entry, question where tracked
			union all
			select currency, base, day, true from balance, question
			union all
			select currency, base, date, true from balance, question
			union all
			select currency, base, day, false from holding, question where price is not null
		) as need
		group by source, target, date
	) as needed
	left join lateral (
		select per_euro
		from fx_rate
		where currency = source and fx_rate.date <= needed.date and fx_rate.date > needed.date - 10
		order by fx_rate.date desc
		limit 1
	) as source_rate on source not in ('EUR', target)
	left join lateral (
		select per_euro
		from fx_rate
		where currency = target and fx_rate.date <= needed.date and fx_rate.date > needed.date - 10
		order by fx_rate.date desc
		limit 1
	) as target_rate on target not in ('EUR', source)
),

valued as materialized (
	select holding.*, quantity * price * numerator / denominator as value
	from question
	cross join holding
	left join conversion on source = currency and target = base and date = day
),

-- Activities with their money converted. Zero needs no rate.
movement as materialized (
	select entry.id, account_id, account_currency, instrument_id, type, entry.date, tracked,
		valued.id is not null and valued.value is null
			and type in ('BUY', 'SELL', 'DIVIDEND', 'ITEM', 'SPLIT', 'TRANSFER') as outside,
		case
			when cash = 0 or not tracked then 0
			else cash * settled.numerator / settled.denominator
		end as account_cash,
		case when cash = 0 then 0 else cash * moved.numerator / moved.denominator end as base_cash,
		case when flow = 0 then 0 else flow * moved.numerator / moved.denominator end as base_flow,
		case when fee = 0 then 0 else fee * moved.numerator / moved.denominator end as base_fee,
		case when type <> 'DIVIDEND' or amount = 0 then 0 else amount * moved.numerator / moved.denominator end
			as base_dividend
	from question
	cross join entry
	left join conversion as settled
		on settled.source = entry.currency and settled.target = account_currency and settled.date = entry.date
	left join conversion as moved
		on moved.source = entry.currency and moved.target = base and moved.date = entry.date
	left join valued on valued.id = entry.instrument_id
),

-- A balance that differs from what the activities say means money that moved unseen: a flow on the day it shows.
unexplained as (
	select account_id, currency, date, stated - moved - lag(stated - moved, 1, 0::numeric) over days as amount
	from (
		select account_id, currency, date, stated,
			sum(amount) over (partition by account_id order by date, stated is not null rows unbounded preceding)
				as moved
		from (
			select account_id, account_currency as currency, date, account_cash as amount, null::numeric as stated
			from movement
			union all
			select account_id, currency, date, 0, amount
			from balance
		) as line
	) as ledger
	where stated is not null
	window days as (partition by account_id order by date)
),

-- Cash of the accounts that track it, in their currencies; null where a rate is missing.
book as materialized (
	select account_id, currency, case when bool_and(amount is not null) then sum(amount) end as cash
	from (
		select account_id, account_currency as currency, account_cash as amount
		from movement
		where tracked
		union all
		select account_id, currency, amount
		from unexplained
	) as line
	group by account_id, currency
),

flow as (
	select case
		when outside then case when tracked then base_cash else 0 end
		when tracked then base_flow
		else base_flow - base_cash
	end as amount
	from movement
	union all
	select case
		when book.cash is null then null
		when unexplained.amount = 0 then 0
		else unexplained.amount * numerator / denominator
	end
	from question
	cross join unexplained
	join book on book.account_id = unexplained.account_id
	left join conversion on source = unexplained.currency and target = base and conversion.date = unexplained.date
),

debt as materialized (
	select account_id, amount * numerator / denominator as amount
	from question
	cross join entry
	left join conversion on source = currency and target = base and conversion.date = day
	where type = 'LIABILITY' and amount <> 0
),

-- What lies in each account: its parts add up to the totals. Null where a rate is missing, and where nothing that is
-- held there has a price.
place as (
	select account.id as account_id, account.portfolio_id, account.name, account.currency, book.cash,
		book.account_id is not null as tracked,
		account.id in (select account_id from entry union all select account_id from balance) as recorded,
		book.account_id is null and held.value is null and held.account_id is not null as unpriced,
		case
			when book.account_id is null and held.value is null and held.account_id is not null then null
			else coalesce(held.value, 0) + case
				when book.account_id is null or book.cash = 0 then 0
				else book.cash * numerator / denominator
			end - case when owed.account_id is null then 0 else owed.amount end
		end as value
	from question
	join account on account.user_id = question.user_id
	left join book on book.account_id = account.id
	left join conversion on source = account.currency and target = base and conversion.date = day
	left join (
		select account_id, sum(stock.quantity * valued.value / valued.quantity) as value
		from stock
		join valued on valued.id = stock.instrument_id
		group by account_id
	) as held on held.account_id = account.id
	left join (
		select account_id, case when bool_and(amount is not null) then sum(amount) end as amount
		from debt
		group by account_id
	) as owed on owed.account_id = account.id
),

asset as (
	select 'HOLDING' as kind, symbol, name, asset_class, quantity, price, currency, price_date, manual,
		value, payment.amount as paid, fetched_at, null::uuid as account_id, null::uuid as portfolio_id,
		false as tracked, false as recorded, false as unpriced
	from valued
	left join (
		select instrument_id,
			case when bool_and(base_flow - base_cash is not null) then sum(base_flow - base_cash) end as amount
		from movement
		-- A debt may be named like what was bought with it, and is not what that cost.
		where type <> 'LIABILITY'
		group by instrument_id
	) as payment on payment.instrument_id = valued.id
	union all
	select 'CASH', currency, null, 'CASH', sum(cash), 1, currency, day, false,
		case when bool_and(cash = 0) then 0 else sum(cash * numerator / denominator) end,
		null, null, null, null, false, false, false
	from question
	cross join book
	left join conversion on source = currency and target = base and date = day
	where cash is not null
	group by currency, day
	union all
	select 'ACCOUNT', null, name, null, cash, null, currency, null, false, value, null, null, account_id, portfolio_id,
		tracked, recorded, unpriced
	from place
),

-- An empty sum is zero, a sum with an unknown part is unknown.
total as (
	select base, day, book_sum.known as cash_known, flow_sum.amount as invested, debt_sum.amount as liabilities,
		dividends, fees, first_activity,
		(select coalesce(array_agg(name order by name), '{}')
			from account where id in (select account_id from entry where not tracked)) as untracked,
		(select count(*) from activity where activity.user_id = question.user_id and date > day) as future,
		(select coalesce(array_agg(distinct case when denominator is null then source else target end), '{}')
			from conversion
			where (numerator is null or denominator is null)
				and (not maybe or (source, date) in (
					select currency, day from book where cash is distinct from 0
					union all
					select currency, date from unexplained where amount is distinct from 0
				))) as currencies_without_rate
	from question
	cross join (
		select case
				when bool_and(base_dividend is not null) filter (where not outside) is not false
				then coalesce(sum(base_dividend) filter (where not outside), 0)
			end as dividends,
			case
				when bool_and(base_fee is not null) filter (where not outside) is not false
				then coalesce(sum(base_fee) filter (where not outside), 0)
			end as fees,
			min(date) as first_activity
		from movement
	) as movement_sum
	cross join (select bool_and(cash is not null) is not false as known from book) as book_sum
	cross join (
		select case when bool_and(amount is not null) is not false then coalesce(sum(amount), 0) end as amount
		from flow
	) as flow_sum
	cross join (
		select case when bool_and(amount is not null) is not false then coalesce(sum(amount), 0) end as amount
		from debt
	) as debt_sum
)

select total.*, asset.*
from total
left join asset on true
order by value desc nulls last, symbol

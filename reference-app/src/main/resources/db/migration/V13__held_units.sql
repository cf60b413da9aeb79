-- Counts what is held as an overview does, account by account: with splits, transfers and what was brought in. What one
-- account holds is not hidden by what another is short of. Whoever has waited longer counts for more, so that the most
-- valuable symbols do not take every night's calls.

create or replace function most_valuable_stale_symbols(expected date, most integer)
	returns table (instrument_id bigint, symbol text, currency text, last_day date)
	language sql stable security definer set search_path = public, pg_temp
begin atomic
	select instrument.id, instrument.symbol, instrument.currency, last.date
	from instrument
	join lateral (
		select sum(abs(place.units)) as units, max(place.paid) as paid, max(place.paid_in) as paid_in
		from (
			select sum(moved.units * moved.ratio) as units, max(moved.unit_price) as paid, max(moved.currency) as paid_in
			from (
				select side.account_id, side.units, activity.unit_price, activity.currency,
					-- Of the splits that came later.
					product(case when type = 'SPLIT' then quantity else 1 end) over (
						partition by side.account_id order by date desc, activity.id desc
						rows between unbounded preceding and 1 preceding) as ratio
				from activity
				cross join lateral (
					select activity.account_id, case
						when type in ('BUY', 'ITEM') then quantity
						when type in ('SELL', 'TRANSFER') then -quantity
						else 0
					end as units
					union all
					select activity.target_account_id, quantity where type = 'TRANSFER'
				) as side
				where activity.instrument_id = instrument.id
			) as moved
			group by moved.account_id
		) as place
	) as held on held.units <> 0
	left join lateral (
		select date, close from price where price.instrument_id = instrument.id order by date desc limit 1
	) as last on true
	left join lateral (
		select per_euro from fx_rate
		where fx_rate.currency = coalesce(instrument.currency, held.paid_in) order by date desc limit 1
	) as rate on true
	where instrument.user_id is null
		and (last.date is null or last.date < expected)
		and (instrument.checked_at is null
			or instrument.checked_at < now() - case when problem is null then interval '20 hours' else interval '30 days' end)
	order by held.units * coalesce(last.close, held.paid) / coalesce(rate.per_euro, 1)
		* extract(epoch from now() - coalesce(instrument.checked_at, now() - interval '30 days')) desc,
		last.date nulls first
	limit most;
end;

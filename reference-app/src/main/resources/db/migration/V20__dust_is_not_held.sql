-- Less than a billionth of a unit in an account is none, as in an overview: nobody's calls go to what a split by a ratio
-- such as a third leaves. All else is as it was in V14.

create or replace function most_valuable_stale_symbols(expected date, most integer)
	returns table (instrument_id bigint, symbol text, currency text, last_day date)
	language sql stable security definer set search_path = public, pg_temp
begin atomic
	select wanted.id, wanted.symbol, wanted.currency, wanted.last_day
	from (
		select instrument.id, instrument.symbol, instrument.currency, last.date as last_day, asked.lately, asked.waited,
			weight.need,
			row_number() over (partition by held.user_id
				order by asked.lately desc, weight.need desc, last.date nulls first, instrument.id) as round
		from instrument
		cross join lateral (
			select coalesce(instrument.checked_at > now() - interval '20 hours', false) as lately,
				extract(epoch from now() - coalesce(instrument.checked_at, now() - interval '30 days')) as waited
		) as asked
		left join lateral (
			select date, close from price where price.instrument_id = instrument.id order by date desc limit 1
		) as last on true
		join lateral (
			select place.user_id, sum(abs(place.units)) as units, max(place.paid) as paid, max(place.paid_in) as paid_in
			from (
				select moved.user_id, sum(moved.units * moved.ratio) as units, max(moved.unit_price) as paid,
					max(moved.currency) as paid_in
				from (
					select activity.user_id, side.account_id, side.units, activity.unit_price, activity.currency,
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
				group by moved.user_id, moved.account_id
				having abs(sum(moved.units * moved.ratio)) >= 1e-9
			) as place
			group by place.user_id
		) as held on true
		left join lateral (
			select per_euro from fx_rate
			where fx_rate.currency = coalesce(instrument.currency, held.paid_in) order by date desc limit 1
		) as rate on true
		cross join lateral (
			select held.units * coalesce(last.close, held.paid) / coalesce(rate.per_euro, 1) * asked.waited as need
		) as weight
		where instrument.user_id is null
			and (asked.lately or (
				(last.date is null or last.date < expected)
				and (instrument.problem is null or asked.waited > extract(epoch from interval '30 days'))))
	) as wanted
	where not wanted.lately
	group by wanted.id, wanted.symbol, wanted.currency, wanted.last_day, wanted.waited
	order by min(wanted.round), count(*) * wanted.waited desc, sum(wanted.need) desc, wanted.last_day nulls first
	limit most;
end;

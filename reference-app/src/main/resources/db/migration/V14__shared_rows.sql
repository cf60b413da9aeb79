-- Guards what everyone shares. Whoever works for a user reads it and adds the instruments of an import, and changes
-- nothing: prices, rates and what is known of an instrument are written by jobs, which work for nobody.

-- Behind one that waits for a long reader, such as a backup, everybody would wait: it fails instead and is tried again.
set local lock_timeout = '10s';

drop policy own_or_traded on instrument;
create policy readable on instrument for select
	using (user_id is null or user_id = (select current_user_id()));
create policy addable on instrument for insert
	with check (user_id is null or user_id = (select current_user_id()));
create policy changeable on instrument for update
	using (user_id is not distinct from (select current_user_id()));
create policy deletable on instrument for delete
	using (user_id is not distinct from (select current_user_id()));

alter table price enable row level security;
create policy readable on price for select using (true);
create policy addable on price for insert with check ((select current_user_id()) is null);
create policy changeable on price for update using ((select current_user_id()) is null);
create policy deletable on price for delete using ((select current_user_id()) is null);

alter table fx_rate enable row level security;
create policy readable on fx_rate for select using (true);
create policy addable on fx_rate for insert with check ((select current_user_id()) is null);
create policy changeable on fx_rate for update using ((select current_user_id()) is null);
create policy deletable on fx_rate for delete using ((select current_user_id()) is null);

-- Somebody may enter any number of splits. Without bounds the digits would grow with each of them and end in an
-- overflow for everyone; beyond a googol of units for one, and below its part, nothing is exact any more.
create function bounded_product(so_far numeric, factor numeric) returns numeric
	language sql immutable strict parallel safe
	return least(round(so_far * factor, least(scale(so_far) + scale(factor), 100)), 1e100);

create or replace aggregate product(numeric)
	(sfunc = bounded_product, stype = numeric, initcond = '1', parallel = safe);

-- Everyone who holds something has the same share of the calls: each round has one symbol of each user, the one worth
-- most by value and by how long it has waited; what was asked about since the night began is of the first rounds. Units
-- and prices are what people typed: they rank a user's symbols among themselves and before nobody else's. Within a
-- round a symbol counts by how many hold it and by how long it has waited.
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
			) as place
			group by place.user_id
		) as held on held.units <> 0
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

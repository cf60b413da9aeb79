-- Prices and rates that are fetched: when, and what a provider could not answer.

alter table price add column fetched_at timestamptz;
alter table instrument add column checked_at timestamptz;
alter table instrument add column problem text check (problem in ('UNKNOWN_SYMBOL', 'UNKNOWN_CURRENCY'));

comment on column price.fetched_at is 'null: bundled with the application';
comment on column instrument.checked_at is 'when a provider was asked last';
comment on column instrument.problem is 'what it could not answer then';

create index activity_instrument on activity (instrument_id);

-- Calls are few: they go to the symbols whose holdings are worth most to all users together. What a provider does not
-- know is asked again after a month.
create function most_valuable_stale_symbols(expected date, most integer)
	returns table (instrument_id bigint, symbol text, currency text, last_day date)
	language sql stable security definer set search_path = public, pg_temp
begin atomic
	select instrument.id, instrument.symbol, instrument.currency, last.date
	from instrument
	join lateral (
		select sum(case when type = 'SELL' then -quantity else quantity end) as units, max(unit_price) as paid,
			max(activity.currency) as paid_in
		from activity
		where activity.instrument_id = instrument.id and type in ('BUY', 'SELL')
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
	order by abs(held.units) * coalesce(last.close, held.paid) / coalesce(rate.per_euro, 1) desc, last.date nulls first
	limit most;
end;

revoke execute on function most_valuable_stale_symbols(date, integer) from public;
grant execute on function most_valuable_stale_symbols(date, integer) to ${applicationRole};

-- Where platform-ratelimit remembers calls if there is no Redis; the application may not create tables.
create table platform_ratelimit_quota (name varchar(64) primary key, taken text not null);
grant select, insert, update, delete on platform_ratelimit_quota to ${applicationRole};

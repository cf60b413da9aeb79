-- A symbol of a market is read in upper case from now on: what was bought as MSFT and sold as msft is one position.
-- What there is under another spelling moves there. Where both have a currency of their own that differs, both stay.

do $$
declare
	spelled record;
	other record;
	moved boolean := false;
begin
	for spelled in
		select id, symbol, upper(symbol) as upper_case, currency
		from instrument
		where user_id is null and symbol <> upper(symbol)
		order by id
	loop
		select id, currency into other from instrument where user_id is null and symbol = spelled.upper_case;
		if other.currency <> spelled.currency then
			continue;
		end if;
		-- An import that refers to it ends first, or waits.
		perform from instrument where id = spelled.id for update;
		moved := true;
		if other.id is null then
			update instrument
			set symbol = spelled.upper_case, name = case when name = symbol then spelled.upper_case else name end
			where id = spelled.id;
			update activity set version = version + 1 where instrument_id = spelled.id;
		else
			insert into price (instrument_id, date, close, fetched_at)
			select other.id, date, close, fetched_at from price where instrument_id = spelled.id
			on conflict do nothing;
			update instrument set currency = coalesce(currency, spelled.currency) where id = other.id;
			update activity set instrument_id = other.id, version = version + 1 where instrument_id = spelled.id;
			delete from instrument where id = spelled.id;
		end if;
	end loop;
	if moved then
		perform outdate_all_metrics();
	end if;
end
$$;

comment on column account.external_id is
	'what a file called it that it was imported from, or its first name here; null: the account for activities that name none';

-- What everyone shares: instruments, their closing prices, and the euro reference rates.

create domain currency_code as text check (value ~ '^[A-Z]{3}$');

create table instrument (
	id bigint generated always as identity primary key,
	user_id uuid,
	symbol text not null check (char_length(symbol) between 1 and 100),
	name text not null,
	currency currency_code,
	asset_class text,
	unique nulls not distinct (user_id, symbol)
);

comment on column instrument.user_id is 'null: traded on a market and seen by everyone; otherwise the user who keeps it by hand';
comment on column instrument.currency is 'null until a source of prices is known';

-- Both keys answer "last at or before a day" with one step back through the index, and never touch the table.
create table price (
	instrument_id bigint not null references instrument on delete cascade,
	date date not null,
	close numeric not null check (close >= 0),
	primary key (instrument_id, date) include (close)
);

create table fx_rate (
	currency currency_code not null,
	date date not null,
	per_euro numeric not null check (per_euro > 0),
	primary key (currency, date) include (per_euro)
);

comment on column fx_rate.per_euro is 'units of the currency that one euro buys';

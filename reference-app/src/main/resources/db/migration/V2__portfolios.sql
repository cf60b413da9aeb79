-- What belongs to one user. Every table carries user_id, and the composite keys make it impossible to hang
-- one user's row under another user's parent.

create table user_settings (
	user_id uuid primary key,
	base_currency currency_code not null
);

create table portfolio (
	id uuid primary key default gen_random_uuid(),
	user_id uuid not null,
	name text not null,
	created_at timestamptz not null default now(),
	unique (user_id, name),
	unique (id, user_id)
);

create table account (
	id uuid primary key default gen_random_uuid(),
	user_id uuid not null,
	portfolio_id uuid not null,
	external_id text,
	name text not null,
	currency currency_code not null,
	unique nulls not distinct (portfolio_id, external_id),
	unique (id, user_id),
	foreign key (portfolio_id, user_id) references portfolio (id, user_id) on delete cascade
);

create index account_user on account (user_id);

comment on column account.external_id is 'identifier in the tracker it was imported from; null: the account for activities that name none';

-- Cash an account held at the end of a day, as the user or the bank stated it.
create table account_balance (
	account_id uuid not null,
	user_id uuid not null,
	date date not null,
	amount numeric not null,
	primary key (account_id, date),
	foreign key (account_id, user_id) references account (id, user_id) on delete cascade
);

create index account_balance_user on account_balance (user_id);

create table import_run (
	id uuid primary key default gen_random_uuid(),
	user_id uuid not null,
	portfolio_id uuid not null,
	file_name text not null,
	content_sha256 bytea not null,
	activities integer not null,
	imported_at timestamptz not null default now(),
	unique (portfolio_id, content_sha256),
	foreign key (portfolio_id, user_id) references portfolio (id, user_id) on delete cascade
);

create table activity (
	id bigint generated always as identity primary key,
	user_id uuid not null,
	account_id uuid not null,
	instrument_id bigint references instrument,
	type text not null
		check (type in ('BUY', 'SELL', 'DIVIDEND', 'INTEREST', 'FEE', 'DEPOSIT', 'WITHDRAWAL', 'ITEM', 'LIABILITY')),
	date date not null,
	quantity numeric not null check (quantity >= 0),
	unit_price numeric not null check (unit_price >= 0),
	fee numeric not null check (fee >= 0),
	currency currency_code not null,
	comment text,
	check (instrument_id is not null or type not in ('BUY', 'SELL', 'DIVIDEND', 'ITEM', 'LIABILITY')),
	foreign key (account_id, user_id) references account (id, user_id) on delete cascade
);

create index activity_user on activity (user_id, date, id);
create index activity_account on activity (account_id);

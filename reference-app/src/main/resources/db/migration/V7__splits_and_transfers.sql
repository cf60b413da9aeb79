-- A SPLIT says how many units there are for an old one; a TRANSFER moves units or cash to another account.

alter table activity add column target_account_id uuid;

alter table activity drop constraint activity_type_check;
alter table activity add constraint activity_type_check check (type in ('BUY', 'SELL', 'DIVIDEND', 'INTEREST', 'FEE',
	'DEPOSIT', 'WITHDRAWAL', 'ITEM', 'LIABILITY', 'SPLIT', 'TRANSFER'));
alter table activity add constraint activity_split check (type <> 'SPLIT' or (instrument_id is not null and quantity > 0));
alter table activity add constraint activity_transfer
	check ((type = 'TRANSFER') = (target_account_id is not null) and target_account_id <> account_id);
alter table activity add foreign key (target_account_id, user_id) references account (id, user_id) on delete cascade;

create index activity_target_account on activity (target_account_id) where target_account_id is not null;

create aggregate product(numeric) (sfunc = numeric_mul, stype = numeric, initcond = '1', parallel = safe);

-- Days with an offset, commissions that were paid out and names of accounts are read otherwise from now on: what such a file brought would not
-- be recognised, so that it is refused as ever.
alter table import_run add column read_otherwise boolean not null default false;
update import_run set read_otherwise = true;

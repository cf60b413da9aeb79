-- Who changed what and when, kept for 400 days. Rows are added and read, and by the application never changed.

create table audit_entry (
	id bigint generated always as identity primary key,
	user_id uuid not null,
	at timestamptz not null default now(),
	action text not null,
	subject text not null,
	detail jsonb
);

create index audit_entry_user on audit_entry (user_id, id);
create index audit_entry_at on audit_entry (at);

alter table audit_entry enable row level security;
create policy own on audit_entry using (user_id = (select current_user_id()));
grant select, insert on audit_entry to ${applicationRole};

create or replace function clean_up() returns bigint
	language sql security definer set search_path = public, pg_temp
begin atomic
	with keys as (
		delete from idempotency_key where created_at < now() - interval '1 day' returning 1
	), imports as (
		delete from import_job where finished_at < now() - interval '7 days' returning 1
	), failures as (
		delete from job_failure where failed_at < now() - interval '30 days' returning 1
	), entries as (
		delete from audit_entry where at < now() - interval '400 days' returning 1
	)
	select (select count(*) from keys) + (select count(*) from imports) + (select count(*) from failures)
		+ (select count(*) from entries);
end;

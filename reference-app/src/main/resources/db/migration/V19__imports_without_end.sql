-- An import that fails again and again is given up after a week, with its file: its job finds nothing and ends.

create or replace function clean_up() returns bigint
	language sql security definer set search_path = public, pg_temp
begin atomic
	with keys as (
		delete from idempotency_key where created_at < now() - interval '1 day' returning 1
	), imports as (
		delete from import_job where coalesce(finished_at, created_at) < now() - interval '7 days' returning 1
	), failures as (
		delete from job_failure where failed_at < now() - interval '30 days' returning 1
	), entries as (
		delete from audit_entry where at < now() - interval '400 days' returning 1
	)
	select (select count(*) from keys) + (select count(*) from imports) + (select count(*) from failures)
		+ (select count(*) from entries);
end;

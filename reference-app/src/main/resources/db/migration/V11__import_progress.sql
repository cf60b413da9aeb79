-- How far the imports are that run now, all together: operators see that the fleet works, and nobody's files.

create function import_progress() returns table (done bigint, total bigint)
	language sql stable security definer set search_path = public, pg_temp
begin atomic
	select sum(import_job.done), sum(import_job.total)
	from import_job
	where state = 'RUNNING' and import_job.total is not null;
end;

revoke execute on function import_progress() from public;
grant execute on function import_progress() to ${applicationRole};

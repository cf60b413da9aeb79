-- What is done after the answer: db-scheduler's table, and what the jobs read and write.

create table scheduled_tasks (
	task_name text not null,
	task_instance text not null,
	task_data bytea,
	execution_time timestamptz not null,
	picked boolean not null,
	picked_by text,
	last_success timestamptz,
	last_failure timestamptz,
	consecutive_failures integer,
	last_heartbeat timestamptz,
	version bigint not null,
	priority smallint,
	primary key (task_name, task_instance)
);

create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);

create table job_failure (
	task_name text not null,
	task_instance text not null,
	failed_at timestamptz not null,
	message text not null,
	primary key (task_name, task_instance)
);

-- Every change of a user's portfolios counts revision up; the job that recomputes brings computed up to it.
create table metrics_revision (
	user_id uuid primary key,
	revision bigint not null,
	computed bigint not null default 0
);

create index metrics_revision_outdated on metrics_revision (user_id) where revision > computed;

create table portfolio_metrics (
	portfolio_id uuid primary key,
	user_id uuid not null,
	computed_at timestamptz not null,
	report jsonb not null,
	foreign key (portfolio_id, user_id) references portfolio (id, user_id) on delete cascade
);

create index portfolio_metrics_user on portfolio_metrics (user_id);

create table import_job (
	id uuid primary key,
	user_id uuid not null,
	portfolio_id uuid,
	file_name text not null,
	content bytea,
	duplicates text not null check (duplicates in ('SKIP', 'KEEP')),
	state text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'REFUSED')),
	done integer not null default 0,
	total integer,
	answer jsonb,
	created_at timestamptz not null default now(),
	finished_at timestamptz
);

comment on column import_job.content is 'null once it is DONE or REFUSED';
comment on column import_job.answer is 'the report, or the problem';

create index import_job_user on import_job (user_id, created_at);

create table backup_run (
	name text primary key,
	finished_at timestamptz not null default now(),
	kib bigint not null
);

comment on table backup_run is 'written by deploy/bin/backup after it has read the dump back';

alter table metrics_revision enable row level security;
create policy own on metrics_revision using (user_id = (select current_user_id()));
alter table portfolio_metrics enable row level security;
create policy own on portfolio_metrics using (user_id = (select current_user_id()));
alter table import_job enable row level security;
create policy own on import_job using (user_id = (select current_user_id()));

grant select, insert, update, delete on scheduled_tasks, job_failure, metrics_revision, portfolio_metrics, import_job
	to ${applicationRole};
grant select on backup_run to ${applicationRole};

-- The few questions that concern more than one user. They run as the owner and answer no user's data.

create function users_with_outdated_metrics(most integer) returns setof uuid
	language sql stable security definer set search_path = public, pg_temp
begin atomic
	select user_id from metrics_revision where revision > computed limit most;
end;

create function outdate_all_metrics() returns void
	language sql security definer set search_path = public, pg_temp
begin atomic
	update metrics_revision set revision = revision + 1 where revision = computed;
end;

create function clean_up() returns bigint
	language sql security definer set search_path = public, pg_temp
begin atomic
	with keys as (
		delete from idempotency_key where created_at < now() - interval '1 day' returning 1
	), imports as (
		delete from import_job where finished_at < now() - interval '7 days' returning 1
	), failures as (
		delete from job_failure where failed_at < now() - interval '30 days' returning 1
	)
	select (select count(*) from keys) + (select count(*) from imports) + (select count(*) from failures);
end;

revoke execute on function users_with_outdated_metrics(integer), outdate_all_metrics(), clean_up() from public;
grant execute on function users_with_outdated_metrics(integer), outdate_all_metrics(), clean_up() to ${applicationRole};

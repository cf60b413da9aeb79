-- The registry of connection leases of platform-db-pool. The module runs this script itself where its role may create schemas.
-- Elsewhere the owner of the database runs it once, and then, for the role of the application:
--   grant usage on schema platform_db_pool to app;
-- Every statement can be repeated, and is after the version of "renew" has changed. No table needs to be readable: the functions run as their owner.
create schema if not exists platform_db_pool;

-- One row for each fleet. Whoever changes a lease of the fleet locks it.
create table if not exists platform_db_pool.budget (
	resource text primary key,
	server_start timestamptz not null,
	learning_until timestamptz not null
);

-- One row for each process. Until "forgotten", its connections count, whether it is heard of or not.
create table if not exists platform_db_pool.lease (
	resource text not null references platform_db_pool.budget,
	pod text not null,
	sequence bigint not null,
	since timestamptz not null,
	bound integer not null,
	open integer not null,
	capacity integer not null,
	slots integer not null,
	floor integer not null,
	expires timestamptz not null,
	forgotten timestamptz not null,
	primary key (resource, pod)
) with (fillfactor = 50);

-- Prolongs or begins the lease of a process that has at most "its_bound" connections until it is answered.
-- Answers how many it may have from now on; no row if a later renewal was here first.
create or replace function platform_db_pool.renew(its_resource text, its_pod text, its_sequence bigint, its_bound integer,
	its_open integer, its_capacity integer, its_slots integer, its_floor integer, its_ceiling integer, ttl interval,
	quarantine interval)
returns table (size integer, used integer, allowed integer, pods integer, gone integer, gone_bound integer, kept integer)
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '1500ms'
as $$
-- Version 2: a process that knows a newer one replaces the functions where it may.
declare
	now_locked timestamptz;
	fleet platform_db_pool.budget;
	mine platform_db_pool.lease;
	others record;
	share integer;
begin
	insert into platform_db_pool.budget as b values (its_resource, pg_postmaster_start_time(), clock_timestamp())
		on conflict do nothing;
	select * into fleet from platform_db_pool.budget b where b.resource = its_resource for update;
	now_locked := clock_timestamp();
	delete from platform_db_pool.lease l where l.resource = its_resource and l.forgotten <= now_locked;
	select * into mine from platform_db_pool.lease l where l.resource = its_resource and l.pod = its_pod;
	if mine.sequence >= its_sequence then
		return;
	end if;
	if fleet.server_start <> pg_postmaster_start_time() or mine.pod is null and its_bound > 1 then
		-- Leases are missing, as after a failover: nobody grows before everyone has reported.
		update platform_db_pool.budget b set server_start = pg_postmaster_start_time(), learning_until = now_locked + ttl
			where b.resource = its_resource returning * into fleet;
	end if;
	select count(*) filter (where l.expires > now_locked) as live,
			count(*) filter (where l.expires <= now_locked) as gone,
			coalesce(sum(l.bound), 0) as bound,
			coalesce(sum(l.bound) filter (where l.expires <= now_locked), 0) as gone_bound,
			coalesce(sum(l.open), 0) as open,
			count(*) filter (where l.expires > now_locked
				and (l.since, l.pod) < (coalesce(mine.since, now_locked), its_pod)) as earlier,
			least(its_capacity, min(l.capacity) filter (where l.expires > now_locked)) as capacity,
			greatest(its_slots, max(l.slots) filter (where l.expires > now_locked)) as slots,
			greatest(its_floor, max(l.floor) filter (where l.expires > now_locked)) as floor
		into others
		from platform_db_pool.lease l where l.resource = its_resource and l.pod <> its_pod;
	allowed := others.capacity;
	pods := others.live + 1;
	gone := others.gone;
	gone_bound := others.gone_bound;
	-- The floors of processes that may still come are not lent to anyone.
	kept := greatest(0, others.slots - pods - gone) * others.floor;
	used := others.open + its_open;
	if mine.pod is null and its_bound <= 1 and pods + gone > others.slots then
		size := 0;
		return next;
		return;
	end if;
	share := greatest(0, allowed - gone_bound - kept);
	share := share / pods + case when others.earlier < share % pods then 1 else 0 end;
	if now_locked < fleet.learning_until then
		share := least(share, greatest(its_bound, its_floor));
	end if;
	-- Whoever has less than its share waits until others have closed what they have to give. Whoever has more loses only
	-- what is beyond its share, also where the rest no longer fits, as after stricter terms or a missing lease.
	size := least(share, its_ceiling, greatest(its_bound, allowed - kept - others.bound));
	insert into platform_db_pool.lease as l
		values (its_resource, its_pod, its_sequence, now_locked, greatest(size, its_bound), its_open, its_capacity, its_slots,
			its_floor, now_locked + ttl, now_locked + ttl + quarantine)
		on conflict (resource, pod) do update set sequence = excluded.sequence, bound = excluded.bound, open = excluded.open,
			capacity = excluded.capacity, slots = excluded.slots, floor = excluded.floor, expires = excluded.expires,
			forgotten = excluded.forgotten;
	return next;
end
$$;

-- Ends the lease of a process that has closed all its connections but the one it says so with, which it closes next.
create or replace function platform_db_pool.release(its_resource text, its_pod text, its_sequence bigint)
returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '1500ms'
as $$
begin
	perform 1 from platform_db_pool.budget b where b.resource = its_resource for update;
	update platform_db_pool.lease l set sequence = its_sequence, bound = least(l.bound, l.floor), open = 1,
			expires = clock_timestamp(), forgotten = clock_timestamp() + interval '2 seconds'
		where l.resource = its_resource and l.pod = its_pod and l.sequence < its_sequence;
end
$$;

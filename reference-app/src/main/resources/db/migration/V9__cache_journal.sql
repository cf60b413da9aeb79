-- Evictions of the caches, written in the transactions they belong to: a pod that is cut off from Redis, or ends, still tells the others.
create table platform_cache_journal (
	id varchar(36) primary key,
	namespace varchar(255) not null,
	node varchar(36) not null,
	kind varchar(10) not null,
	name varchar(1000) not null,
	method varchar(2000),
	cache_key varchar(4096),
	created_at timestamp default current_timestamp not null
);

grant select, insert, delete on platform_cache_journal to ${applicationRole};

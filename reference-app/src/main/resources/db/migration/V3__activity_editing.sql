-- Lets users edit activities: the version refuses a change made on top of an older state, the key recognises a request
-- that comes twice.

alter table activity add column version integer not null default 1;

create table idempotency_key (
	user_id uuid not null,
	key text not null check (char_length(key) between 1 and 100),
	request_sha256 bytea not null,
	activity_id bigint references activity on delete set null,
	created_at timestamptz not null default now(),
	primary key (user_id, key)
);

create index idempotency_key_activity on idempotency_key (activity_id);

comment on column idempotency_key.activity_id is 'null: the activity was deleted since';

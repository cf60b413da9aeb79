-- The application signs in as a role that owns nothing and that policies bind, so that a statement which forgets to
-- say whose rows it means finds those of the user it works for, or none. The owner runs the migrations.

do $$
begin
	if not exists (select from pg_roles where rolname = '${applicationRole}') then
		create role ${applicationRole} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
	end if;
end
$$;

-- Who the transaction works for, or null. The setting is '' once another transaction of the session had claims.
create function current_user_id() returns uuid
	language sql stable parallel safe
	return (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid;

grant usage on schema public to ${applicationRole};
grant select, insert, update, delete on user_settings, portfolio, account, account_balance, import_run, activity,
	idempotency_key, instrument, price, fx_rate to ${applicationRole};

-- (select ...) is asked once for each statement instead of once for each row.
alter table user_settings enable row level security;
create policy own on user_settings using (user_id = (select current_user_id()));
alter table portfolio enable row level security;
create policy own on portfolio using (user_id = (select current_user_id()));
alter table account enable row level security;
create policy own on account using (user_id = (select current_user_id()));
alter table account_balance enable row level security;
create policy own on account_balance using (user_id = (select current_user_id()));
alter table import_run enable row level security;
create policy own on import_run using (user_id = (select current_user_id()));
alter table activity enable row level security;
create policy own on activity using (user_id = (select current_user_id()));
alter table idempotency_key enable row level security;
create policy own on idempotency_key using (user_id = (select current_user_id()));

-- What is traded on a market belongs to nobody and is seen by everyone.
alter table instrument enable row level security;
create policy own_or_traded on instrument
	using (user_id is null or user_id = (select current_user_id()));

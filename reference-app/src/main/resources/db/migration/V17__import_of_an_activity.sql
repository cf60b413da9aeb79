-- Which import an activity came with, whatever was edited since: its file can come again once nothing of it is there.

-- Behind one that waits for a long reader, such as a backup, everybody would wait: it fails instead and is tried again.
set local lock_timeout = '10s';

-- Of what was imported before this, and is meanwhile by an earlier version, nobody knows: it is refused as ever.
alter table import_run alter column read_otherwise set default true;
update import_run set read_otherwise = true where not read_otherwise;

alter table activity add column import_run_id uuid;

comment on column activity.import_run_id is 'null: entered by hand, or imported before this was kept';

-- Which import an activity came with, whatever was edited since: its file can come again once nothing of it is there.

-- Behind one that waits for a long reader, such as a backup, everybody would wait: it fails instead and is tried again.
set local lock_timeout = '10s';

alter table activity add column import_run_id uuid;

comment on column activity.import_run_id is 'null: entered by hand, or imported before this was kept';

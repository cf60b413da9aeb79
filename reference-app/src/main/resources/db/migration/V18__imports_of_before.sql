-- Imports of which nobody knows what they brought. By itself, so that no transaction holds this table and the activities.

-- Behind one that waits for a long reader, such as a backup, everybody would wait: it fails instead and is tried again.
set local lock_timeout = '10s';

-- Of what was imported before this, and is meanwhile by an earlier version, nobody knows: it is refused as ever.
alter table import_run alter column read_otherwise set default true;
update import_run set read_otherwise = true where not read_otherwise;

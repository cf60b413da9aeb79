-- An account that a file describes may be one that is there already, by its name. What the file calls it is kept, so that
-- the next export of the same tracker finds it after it was renamed.

-- Behind one that waits for a long reader, such as a backup, everybody would wait: it fails instead and is tried again.
set local lock_timeout = '10s';

alter table account add column other_ids text[] not null default '{}';

comment on column account.other_ids is
	'further identifiers that files gave it; an account of the portfolio that was opened under one of them counts first';

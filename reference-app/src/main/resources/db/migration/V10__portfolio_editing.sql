-- Lets users make and name portfolios and accounts: the version refuses a change made on top of an older state.

alter table portfolio add column version integer not null default 1;
alter table account add column version integer not null default 1;

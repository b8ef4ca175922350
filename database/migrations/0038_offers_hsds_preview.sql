-- What a foreign feed would change, by name: who accepts it sees more than numbers.
alter table offers.hsds_run add column preview jsonb not null default '[]';
comment on column offers.hsds_run.preview is 'The first offers that would be added or changed: what, name, organization, fields';

-- How often an offer was handed over by a Lotse: a count per offer and month, and nothing that could lead to a family or a Lotse.
create table offers.handed_over (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  service_id uuid not null,
  month date not null check (extract(day from month) = 1),
  times integer not null check (times > 0),
  primary key (municipality_id, id),
  unique (municipality_id, service_id, month),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade
);
comment on table offers.handed_over is 'Anonymous count of how often an offer stood on a sheet a Lotse handed over, per month; counted only if the Lotse wishes it, shown only from three on';
comment on column offers.handed_over.month is 'First day of the month; no finer time is kept';
call platform.protect('offers.handed_over');

-- What another catalogue would have given the children of one run: the run's frozen input and result against the other catalogue's.
alter table kita.simulation add column run_id uuid;
alter table kita.simulation add foreign key (municipality_id, run_id) references kita.run (municipality_id, id) on delete cascade;
alter table kita.simulation add check (run_id is null or source = 'round');
comment on column kita.simulation.run_id is 'The run that is compared (its catalogue is against_id); null where the whole round is judged anew by both catalogues';
create index simulation_by_run on kita.simulation (municipality_id, run_id, planned_at) where run_id is not null;

-- Every page a family opens asks which guardians were named with its mail address. Below row-level security an index over lower(email) is never used
-- (lower is not leakproof), so all guardians of the town were read each time. A stored column is compared without calling anything.
alter table kita.guardian add column email_key text generated always as (lower(email)) stored;
comment on column kita.guardian.email_key is 'The mail address as it is compared with that of an account (accounts.person.email_key).';
drop index kita.guardian_by_email;
create index guardian_by_email_key on kita.guardian (municipality_id, email_key) where person_id is null;

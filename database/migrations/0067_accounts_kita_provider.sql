-- Kita-Leitungen and Träger sign in for their organization, as provider editors do: they see their own facilities and nothing else.
do $$
declare
  found record;
begin
  for found in select conname from pg_constraint where conrelid = 'accounts.role_assignment'::regclass and contype = 'c'
    and (pg_get_constraintdef(oid) like '%provider-editor%')
  loop
    execute format('alter table accounts.role_assignment drop constraint %I', found.conname);
  end loop;
end $$;
alter table accounts.role_assignment add constraint role_assignment_role check (role in ('provider-editor', 'kita-provider', 'navigator', 'kita-office',
  'planner', 'coordinator', 'department-head', 'auditor', 'administrator'));
alter table accounts.role_assignment add constraint role_assignment_organization
  check ((role in ('provider-editor', 'kita-provider')) = (organization_id is not null));
comment on table accounts.role_assignment is 'A role of a person from a day to the day before ends_on; provider editors and Kita providers act for one organization';

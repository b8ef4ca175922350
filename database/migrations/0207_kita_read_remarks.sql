-- What a family wrote to the office waits in its work list until somebody notes that it was read; written anew it waits anew.
alter table kita.registration
  add column remark_read_at timestamptz,
  add column remark_read_by uuid,
  add check (remark_read_at is null or remark_sealed is not null);
comment on column kita.registration.remark_read_at is 'When the office noted that it has read the remark; null: it waits to be read';
create index registration_unread on kita.registration (municipality_id, updated_at) where remark_sealed is not null and remark_read_at is null;
-- Of two registrations that were merged the urgent one may be the one that ended: the need waits all the same.
create index registration_merged on kita.registration (municipality_id, child_id) where ended_reason = 'merged';

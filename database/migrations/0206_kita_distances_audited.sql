-- That a file forgets its distances because an address was blocked (0192) is an entry of its own in the audit chain: which child's file, no more. Written at the
-- commit, since who adds to the chain holds its end until then; once for each child and transaction, whichever way the block came.
create function kita.audit_forgotten_distances() returns trigger language plpgsql as $$
declare
  noted text := coalesce(current_setting('kita.distances_noted', true), '');
begin
  if position(old.child_id::text in noted) = 0 and exists (
    select from kita.guardianship bond join kita.guardian guardian on guardian.municipality_id = bond.municipality_id and guardian.id = bond.guardian_id
    where bond.municipality_id = old.municipality_id and bond.child_id = old.child_id and guardian.is_address_blocked
  ) then
    perform set_config('kita.distances_noted', noted || ' ' || old.child_id, true);
    perform platform.append_audit(gen_random_uuid(), date_trunc('milliseconds', now()), null, 'kita.claim-file.distances-forgotten', 'done', old.child_id, array['distance_metres']);
  end if;
  return null;
end $$;
create constraint trigger claim_event_forgotten after delete on kita.claim_event deferrable initially deferred
  for each row when (old.distance_metres is not null) execute function kita.audit_forgotten_distances();

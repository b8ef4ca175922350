-- Reading the audit by day or by person without walking through all of it.
create index audit_entry_by_time on platform.audit_entry (municipality_id, at);
create index audit_entry_by_person on platform.audit_entry (municipality_id, person_id, sequence);

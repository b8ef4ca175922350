-- The work list counts disagreements on every page of the office: found by their own few rows, not by all registrations.
create index agreement_open on kita.agreement (municipality_id, registration_id) where statement = 'disagrees' and not is_settled;

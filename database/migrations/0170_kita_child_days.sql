-- Children by the day they are expected, as there is one by their birthday: with both, looking for either day reads no other child.
create index child_by_expected_day on kita.child (municipality_id, expected_on) where expected_on is not null;

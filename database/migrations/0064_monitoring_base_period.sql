-- A released value says of which time its denominator is where that is another one (mixed Stichtage are told).
alter table monitoring.released_value add column base_starts_on date, add column base_ends_on date,
  add constraint released_value_base_period check ((base_starts_on is null) = (base_ends_on is null));

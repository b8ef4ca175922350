-- Notes on times, days, places, costs and telephones are texts families read: they are translated like the others. A note is known by its own
-- German words (their fingerprint stands in the part), because the rows of times and costs are written anew whenever an offer is saved.
alter table offers.translation drop constraint translation_part_check;
alter table offers.translation add constraint translation_part_check check (
  part in ('name', 'summary', 'description', 'audience', 'application-process', 'accessibility-note', 'transport-note')
  or (service_id is not null and part ~ '^(time-note|day-note|place-note|cost-note|reduction|phone-note|contact-title)-[0-9a-f]{16}$'));
comment on column offers.translation.part is 'Which text of the record. Notes of an offer: their kind and the first 16 hexadecimal digits of the SHA-256 of their German words (src/offers/service-note.ts)';

-- What the filters of the public list need of an offer, gathered when it is saved: a list reads one table instead of seven.
alter table offers.service add column search_facts jsonb not null default '{}';
comment on column offers.service.search_facts is 'Derived: topics, phases, areas, languages, weekdays, places of the offer as src/offers/offer-facts.ts writes them; renewed with the offer and with its places';

-- Words of a municipality's directory: what a search may mean (compounds, typing errors, beginnings of words).
create table offers.search_word (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  word text collate "C" not null,
  stem text collate "C" not null,
  primary key (municipality_id, id),
  unique (municipality_id, word)
);
comment on table offers.search_word is 'Words that occur in the offers of a municipality, folded, with their stem. Only added to while saving, so that writers do not wait for each other; a word no offer uses any more finds nothing and is cleared by an import';
comment on column offers.search_word.word is 'Lower case, without umlauts and accents (src/offers/search/fold.ts)';
call platform.protect('offers.search_word');

-- The search compares search_terms of every offer of one municipality; compressed it would be unpacked for each comparison.
alter table offers.service set (toast_tuple_target = 8160);

comment on column offers.service.search_terms is 'Stems of the words of an offer by weight: A name, B summary and topics, C place and organization, D description (src/offers/search)';
comment on column offers.service.valid_until is 'The offer ends the day before';
comment on column offers.schedule.valid_until is 'The rule ends the day before';

-- The search reads all offers of one municipality at each question: their stems as one short text, the words of the directory as few long ones.
-- A tsvector had to be taken apart word by word on the server, and thousands of rows took longer to send than to search.
alter table offers.service add column search_text text not null default '';
comment on column offers.service.search_text is 'Derived: stems of the words of an offer, each once, in four parts parted by „/“: name, summary and topics, place and organization, description (src/offers/search/index-terms.ts)';

create table offers.search_vocabulary (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  words text collate "C" not null,
  primary key (municipality_id, id)
);
comment on table offers.search_vocabulary is 'Words that occur in the offers of a municipality, folded, parted by blanks. A writer adds the words that are new as a row of its own, so that writers never wait for each other; many rows are brought together when nobody else holds them. A word may stand in two rows; one no offer uses any more finds nothing';
call platform.protect('offers.search_vocabulary');

do $$
declare
  town uuid;
begin
  for town in select municipality_id from accounts.municipality loop
    perform set_config('app.municipality', town::text, true);
    insert into offers.search_vocabulary (municipality_id, id, words)
      select town, gen_random_uuid(), string_agg(word, ' ' order by word) from offers.search_word where municipality_id = town having count(*) > 0;
    update offers.service as service set search_text = (
      select concat_ws(' ', string_agg(lexeme, ' ') filter (where weights[1] = 'A'), '/', string_agg(lexeme, ' ') filter (where weights[1] = 'B'), '/',
        string_agg(lexeme, ' ') filter (where weights[1] = 'C'), '/', string_agg(lexeme, ' ') filter (where weights[1] = 'D'))
      from unnest(service.search_terms)) where municipality_id = town;
  end loop;
  perform set_config('app.municipality', '', true);
end $$;

alter table offers.service drop column search_terms;
drop table offers.search_word;

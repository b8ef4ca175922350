-- What a municipality teaches its search, and what nobody could be answered.
create table offers.search_need (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  base_key text,
  asked text not null default '',
  means text not null default '',
  also_means text not null default '',
  is_off boolean not null default false,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (municipality_id, id),
  unique (municipality_id, base_key),
  check (is_off or base_key is not null or asked <> '')
);
comment on table offers.search_need is 'A need as a municipality words it: what families say, and what the offers that answer it are called. With base_key it takes the place of a need of the program (src/offers/search/needs), or switches it off';
comment on column offers.search_need.asked is 'Words and phrases, one a line or parted by commas; besides those of the program where base_key is set';
comment on column offers.search_need.means is 'Words of offers that answer the need; empty with base_key: those of the program';
comment on column offers.search_need.also_means is 'Words of offers that may help as well';
call platform.protect('offers.search_need');

create table offers.search_miss (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  month date not null check (extract(day from month) = 1),
  need_key text not null,
  count integer not null check (count > 0),
  primary key (municipality_id, id),
  unique (municipality_id, month, need_key)
);
comment on table offers.search_miss is 'How often in a month a search for a need found nothing. Holds no typed word: only keys of needs of the thesaurus, or „other“; no time finer than a month, no place, no age, no language, no visitor. id is random, not made of the time';
call platform.protect('offers.search_miss');

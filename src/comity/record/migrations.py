"""What brings an older record up to date: for each version of the schema the SQL that makes the next of it."""

from __future__ import annotations

MIGRATIONS: dict[int, str] = {
    1: r"""
create macro plain_words(said) as
    ' ' || trim(regexp_replace(lower(strip_accents(said)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' ';
create table article_words (article varchar not null, words varchar not null);
insert into article_words select id, plain_words(coded->>'$.text') from articles order by position;
alter table happenings add column deed varchar default '';
alter table happenings alter column deed set not null;
alter table happenings add column voices bigint default 0;
alter table happenings alter column voices set not null;
alter table happenings add column first_reported date;
alter table happenings add column last_reported date;
alter table happening_mentions add column reason varchar default '';
alter table happening_mentions alter column reason set not null;
create table disagreements (happening varchar not null, denial varchar not null);
update meta set value = 'stale' where key = 'happenings';
""",
    2: """
alter table articles add column corrected json;
create table corrections (
    id varchar primary key, number bigint not null, action varchar not null, value varchar, reviewer varchar not null,
    day date not null, why varchar, articles varchar[] not null, about json not null
);
create table runs (
    number bigint primary key, comity_version varchar not null, lexicons varchar not null, weights varchar,
    options json not null, inputs varchar[] not null, day date, done boolean not null, pages bigint not null,
    added bigint not null, replaced bigint not null, recoded bigint not null, known bigint not null,
    passed bigint not null, failed bigint not null, events bigint not null, happenings bigint not null
);
""",
    3: """
create table signatures (article varchar not null, signature blob not null);
create table reprints (article varchar not null, original varchar not null, agency varchar);
update meta set value = 'stale' where key = 'happenings';
""",
    4: """
create table sightings (
    article varchar not null,
    actor varchar not null,
    name varchar not null,
    names varchar[] not null,
    country varchar,
    sector varchar,
    code varchar,
    role varchar,
    basis varchar not null,
    "start" bigint not null,
    "end" bigint not null,
    words varchar not null
);
create table remembered (
    article varchar not null,
    actor varchar not null,
    name varchar not null,
    country varchar,
    sector varchar,
    code varchar not null,
    role varchar,
    day date not null,
    known_from varchar not null,
    "start" bigint not null,
    "end" bigint not null,
    words varchar not null
);
create macro basis_rank(basis) as
    case basis when 'hand' then 0 when 'text' then 1 when 'lexicon' then 2 end;
create view people as
with coded as (
    select s.*, lower(strip_accents(s.name)) as person, a.published_latest as day
    from sightings s join articles a on a.id = s.article
    where a.published_earliest is not null and a.published_latest is not null and s.code is not null
      and (s.basis = 'hand' or (s.basis in ('text', 'lexicon') and s.country is not null))
), entries as (
    select mode(name order by name) as name, list_sort(list_distinct(flatten(list(names)))) as names,
           mode(role order by role) as role, any_value(country) as country, any_value(sector) as sector, code,
           min(day) as first_day, max(day) as last_day, count(distinct article) as articles,
           arg_min(basis, basis_rank(basis)) as basis,
           first({article: article, start: "start", "end": "end", words: words}
                 order by day desc, basis_rank(basis), role is null, article, actor) as seen
    from coded group by person, code
)
select
    name,
    list_filter(names, lambda n: n != name) as aliases,
    role,
    country,
    sector,
    code,
    first_day,
    last_day,
    articles,
    basis,
    seen.article as article,
    seen.start as "start",
    seen."end" as "end",
    seen.words as words
from entries;
update meta set value = 'stale' where key = 'happenings';
""",  # the who's who is made by the next grouping: there is no "memory" in `meta` before
    5: """
alter table articles add column updated date;
""",  # what was read before does not say; reading the pages again does
}

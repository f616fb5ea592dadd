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
}

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
create table signatures (article varchar not null, signature blob not null);
create table reprints (article varchar not null, original varchar not null, agency varchar);
update meta set value = 'stale' where key = 'happenings';
""",
}

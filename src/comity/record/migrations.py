"""What brings an older record up to date: for each version of the schema the SQL that makes the next of it."""

from __future__ import annotations

MIGRATIONS: dict[int, str] = {
    1: """
alter table articles add column corrected json;
create table corrections (
    id varchar primary key, number bigint not null,
    action varchar not null, value varchar, reviewer varchar not null, day date not null, why varchar,
    articles varchar[] not null, about json not null
);
create table runs (
    number bigint primary key, comity_version varchar not null,
    lexicons varchar not null, weights varchar,
    options json not null, inputs varchar[] not null,
    day date,
    done boolean not null,
    pages bigint not null, added bigint not null, replaced bigint not null, recoded bigint not null,
    known bigint not null, passed bigint not null, failed bigint not null,
    events bigint not null, happenings bigint not null
);
""",
}

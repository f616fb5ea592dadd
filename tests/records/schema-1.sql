-- The record: one DuckDB file. `coded` keeps each article's exchange-format object; the other tables are read off it.
-- Lists keep the order of the coded article, without repetition. Days are inclusive; null is "not known", never "empty".
create table meta (key varchar primary key, value varchar not null);                   -- schema_version, comity_version; happenings: "current" or "stale"
create table articles (
    id varchar primary key, position bigint not null,                                  -- order of reading
    url varchar, path varchar, outlet varchar, agency varchar, title varchar, language varchar,
    published_earliest date, published_latest date, published_basis varchar not null,
    no_events varchar, coded json not null
);
create table former_articles (                                                         -- readings that a later one took the place of
    article varchar not null, number bigint not null, coded json not null, primary key (article, number)
);
create table pages (                                                                   -- pages that became articles: none is read twice
    path varchar primary key, digest varchar not null,                                 -- "file.jsonl#12"; of content and what the caller said
    source varchar not null, article varchar not null                                  -- "file.jsonl"; several pages may be one article
);
create table failures (source varchar not null, id varchar, path varchar, kind varchar not null, message varchar not null);
create table sources (source varchar primary key, digest varchar not null, done boolean not null, articles bigint not null, failures bigint not null); -- what was read
create table actors (
    article varchar not null, id varchar not null, name varchar not null, kind varchar not null,
    country varchar, sector varchar, code varchar, role varchar, basis varchar not null, mentions bigint not null
);
create table events (
    article varchar not null, id varchar not null, number bigint not null,             -- number: its index in coded.events
    sentence bigint not null, sentence_start bigint not null, words varchar not null,  -- words: the sentence
    type varchar not null, modes varchar[] not null, contexts varchar[] not null, rule varchar not null, cameo varchar,
    quad varchar not null, intensity double not null,
    source varchar[] not null, target varchar[] not null,                              -- actor codes; names where uncoded
    source_countries varchar[] not null, target_countries varchar[] not null,          -- country codes, coded actors only
    earliest date, latest date,
    time_words varchar,                                                                -- what tells the days; null: tense and day of publication
    place varchar, status varchar not null, historical boolean not null,
    said_by varchar,                                                                   -- speaker's name, "unnamed"; null: the narrator
    trigger_start bigint not null, trigger_end bigint not null, trigger_words varchar not null, confidence double not null
);
create table quotes (
    article varchar not null, id varchar not null, "start" bigint not null, "end" bigint not null, words varchar not null,
    kind varchar not null, speaker varchar, speaker_code varchar
);
create table claims (
    article varchar not null, id varchar not null, kind varchar not null, cause varchar not null, effect varchar not null,
    cause_codes varchar[] not null, effect_codes varchar[] not null, said_by varchar
);
create table provisions (
    article varchar not null, id varchar not null, agreement varchar not null, parties varchar[] not null,
    dimension varchar not null, words varchar not null, status varchar not null
);
create table happenings (
    id varchar primary key, type varchar not null, quad varchar not null, intensity double not null, -- mean of its events
    contexts varchar[] not null, status varchar not null,
    source varchar[] not null, target varchar[] not null,
    source_countries varchar[] not null, target_countries varchar[] not null,
    earliest date, latest date, place varchar, outlets bigint not null, agencies bigint not null,
    articles bigint not null, confidence double not null, words varchar not null default '' -- of its surest event; words: the sentence
);
create table happening_mentions (happening varchar not null, article varchar not null, event varchar not null);

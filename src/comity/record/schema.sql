-- The record: one DuckDB file. `coded` keeps each article's exchange-format object; the other tables are read off it.
-- Lists keep the order of the coded article, without repetition. Days are inclusive; null is "not known", never "empty".
-- docs/record.md is made from this file: the comment of a table says what a row is, that of a column what it means.
create table meta ( -- a fact about the record
    key varchar primary key, -- schema_version, comity_version; happenings: "current", or "stale" while new events wait to be grouped; memory: "on" or "off"
    value varchar not null -- the fact
);
create table articles ( -- an article
    id varchar primary key, -- stable: a hash of its address, else of its text; or the id that its source gave
    position bigint not null, -- order of reading, from 0
    url varchar, -- address
    path varchar, -- file it was read from; "stories.jsonl#12" for line 12
    outlet varchar, -- who publishes the page
    agency varchar, -- wire service that wrote it, if named
    title varchar, -- headline
    language varchar, -- ISO 639-1
    published_earliest date, -- first possible day of publication
    published_latest date, -- last possible day of publication
    published_basis varchar not null, -- given, metadata, page, dateline, inferred or unknown
    no_events varchar, -- why no event was coded; null: there are events
    coded json not null, -- the whole article with all that was coded, as docs/format.md says; as it was read
    corrected json, -- the same with what memory knows of its actors and with its corrections, which the tables below follow; null: neither changes anything
    updated date -- day of the last change that the page tells of; null: it tells of none
);
create table article_words ( -- an article's text made ready for searching
    article varchar not null, -- id of the article
    words varchar not null -- plain_words() of its text: its words in small letters without accents, a blank before and after each
);
create macro plain_words(said) as -- how a text is made ready for searching
    ' ' || trim(regexp_replace(lower(strip_accents(said)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' ';
create table former_articles ( -- an older reading of an article whose text, title or day changed
    article varchar not null, -- id of the article
    number bigint not null, -- 0 for the oldest
    coded json not null, -- the older reading, as docs/format.md says
    primary key (article, number)
);
create table pages ( -- a page that became an article: none is read twice
    path varchar primary key, -- "file.jsonl#12"
    digest varchar not null, -- of its content and what the caller said of it
    source varchar not null, -- "file.jsonl"
    article varchar not null -- id of the article; several pages may be one article
);
create table failures ( -- a page that could not be read; it goes when the page can be read
    source varchar not null, -- what was asked to be read
    id varchar, -- id that the caller gave
    path varchar, -- file it was read from
    kind varchar not null, -- kind of the fault, for programs
    message varchar not null -- stage, place and remedy, for people
);
create table sources ( -- a file or address that was read
    source varchar primary key, -- its name
    digest varchar not null, -- of all its pages; empty while it is being read
    done boolean not null, -- false: a run was stopped in it
    articles bigint not null, -- pages of it that became articles
    failures bigint not null -- pages of it that could not be read
);
create table actors ( -- somebody named in one article
    article varchar not null, -- id of the article
    id varchar not null, -- id of the actor, unique in its article
    name varchar not null, -- fullest name
    kind varchar not null, -- person, country, organisation, armed-group, group or place-as-actor
    country varchar, -- ISO 3166 alpha-3 or an international code (UNO, EUR, IGO, NGO, …)
    sector varchar, -- CAMEO/PLOVER sector (GOV, MIL, …); null: the state as such, or unknown
    code varchar, -- country and sectors joined; null: uncoded
    role varchar, -- as the text or the lexicon has it
    basis varchar not null, -- where the code was learned: text, lexicon, memory or inherited
    mentions bigint not null -- how often the article names the actor
);
create table events ( -- what one sentence reports that somebody did, will do, asked for or denied
    article varchar not null, -- id of the article
    id varchar not null, -- id of the event, unique in its article
    number bigint not null, -- its index in the events of `corrected`, else of `coded`, from 0
    sentence bigint not null, -- number of the sentence in the article, from 0
    sentence_start bigint not null, -- first character of the sentence in the article's text
    words varchar not null, -- the sentence
    type varchar not null, -- PLOVER event type
    modes varchar[] not null, -- PLOVER modes
    contexts varchar[] not null, -- PLOVER contexts
    rule varchar not null, -- lexicon entry or model head that made it
    cameo varchar, -- CAMEO code, as text
    quad varchar not null, -- verbal or material, cooperation or conflict
    intensity double not null, -- PLOVER score, -10 (conflict) to 10 (cooperation)
    source varchar[] not null, -- codes of those who act; names where uncoded
    target varchar[] not null, -- codes of those acted upon; empty where all act on each other, or nobody is named
    source_countries varchar[] not null, -- country codes of the coded sources
    target_countries varchar[] not null, -- country codes of the coded targets
    earliest date, -- first possible day of the deed
    latest date, -- last possible day of the deed
    time_words varchar, -- the words that tell the days; null: read from tense and day of publication
    place varchar, -- where, as named
    status varchar not null, -- happened, ongoing, planned, demanded, hypothetical, denied or ended
    historical boolean not null, -- background, not the news of the article
    said_by varchar, -- speaker's name; "unnamed": somebody whom the text does not name; null: the outlet itself
    trigger_start bigint not null, -- first character of the telling words in the article's text
    trigger_end bigint not null, -- the character after the last
    trigger_words varchar not null, -- the telling words
    confidence double not null -- probability that the coding is right, 0 to 1
);
create table quotes ( -- what somebody is reported to have said
    article varchar not null, -- id of the article
    id varchar not null, -- id of the quote, unique in its article
    "start" bigint not null, -- first character in the article's text
    "end" bigint not null, -- the character after the last
    words varchar not null, -- what was said
    kind varchar not null, -- direct, indirect or mixed
    speaker varchar, -- who said it; null: the text names nobody
    speaker_code varchar -- code of the speaker
);
create table claims ( -- somebody's assertion that one thing brings about, or hinders, another
    article varchar not null, -- id of the article
    id varchar not null, -- id of the claim, unique in its article
    kind varchar not null, -- causes, enables, prevents, speeds or slows
    cause varchar not null, -- words of the cause
    effect varchar not null, -- words of the effect
    cause_codes varchar[] not null, -- codes of those who act in the cause
    effect_codes varchar[] not null, -- codes of the dyad of the effect
    said_by varchar -- speaker's name; null: the outlet itself
);
create table provisions ( -- what an agreement lays down
    article varchar not null, -- id of the article
    id varchar not null, -- id of the provision, unique in its article
    agreement varchar not null, -- name of the agreement
    parties varchar[] not null, -- country codes
    dimension varchar not null, -- political, economic, monetary, energy, defence, citizenship, legal or information
    words varchar not null, -- the words that tell of it
    status varchar not null -- in force, attempted, failed or planned
);
create table happenings ( -- one deed in the world, told by one or more events
    id varchar primary key, -- stable: a hash of type, standing, parties and days
    deed varchar not null default '', -- the same for happenings that differ in standing (done, planned, denied, …) and days only
    type varchar not null, -- PLOVER event type
    quad varchar not null, -- verbal or material, cooperation or conflict
    intensity double not null, -- PLOVER score, mean of its events
    contexts varchar[] not null, -- PLOVER contexts of all its events
    status varchar not null, -- the one that most of its events have
    source varchar[] not null, -- codes of those who act, as most often told
    target varchar[] not null, -- codes of those acted upon; empty where all act on each other, or nobody is named
    source_countries varchar[] not null, -- country codes of the sources
    target_countries varchar[] not null, -- country codes of the targets
    earliest date, -- first possible day
    latest date, -- last possible day
    place varchar, -- where, as most often named
    outlets bigint not null, -- different outlets that tell of it
    agencies bigint not null, -- different wire services that wrote those reports
    voices bigint not null default 0, -- independent voices: all reprints of a wire service are one, so are copies of one sentence
    articles bigint not null, -- articles that tell of it
    first_reported date, -- publication day of its first report, of those known to the day
    last_reported date, -- publication day of its last report
    confidence double not null, -- of its surest event
    words varchar not null default '' -- the sentence of its surest event
);
create table happening_mentions ( -- that an event tells of a happening; each event tells of exactly one
    happening varchar not null, -- id of the happening
    article varchar not null, -- id of the article
    event varchar not null, -- id of the event in that article
    reason varchar not null default '' -- why it was put there: what its words, tense or article tell of the days
);
create table disagreements ( -- that a happening told as done is denied
    happening varchar not null, -- id of the happening that is told as done
    denial varchar not null -- id of the happening whose events deny it: same deed, days that fit
);
create table signatures ( -- by what an article is compared with others
    article varchar not null, -- id of the article
    signature blob not null -- MinHash of its body; empty: too short to tell
);
create table reprints ( -- an article that is nearly identical with others
    article varchar not null, -- id of the article
    original varchar not null, -- id of the first one by day of publication; its own for the first itself
    agency varchar -- wire service that one of them names: the origin of all
);
create table corrections ( -- an entry of the ledger: what somebody said of the coding; entries are added, never changed
    id varchar primary key, -- a hash of all that it says: the same entry in every record
    number bigint not null, -- the order in which entries apply, from 0
    action varchar not null, -- accept, reject, retype, recode, source, target, redate, status, merge, split, note or undo
    value varchar, -- the new type, code, parties (";" between), days or status; the note; the id of the entry undone
    reviewer varchar not null, -- who says so
    day date not null, -- when, as the reviewer or the clock told
    why varchar, -- the reason, in the reviewer's words
    articles varchar[] not null, -- ids of the articles that it is about; they need not be in the record
    about json not null -- what it is about: words of the page, and how they were coded when it was said
);
create table runs ( -- a reading (`comity read`): with what it was made, and what came of it
    number bigint primary key, -- from 1
    comity_version varchar not null, -- of the program
    lexicons varchar not null, -- sha256 of the lexicons' files
    weights varchar, -- sha256 of the event model's files; null: there was no model
    options json not null, -- options that change what is read
    inputs varchar[] not null, -- files, folders and addresses, as they were named
    day date, -- as `--on` gave it; null: not told, so that the same reading gives the same record
    done boolean not null, -- false: it was stopped; the same reading goes on with this row
    pages bigint not null, -- pages that it met
    added bigint not null, -- of these: articles new to the record
    replaced bigint not null, -- articles whose text, title or day had changed
    recoded bigint not null, -- articles coded in another way, when read again
    known bigint not null, -- pages that told nothing new
    passed bigint not null, -- pages read before and not changed
    failed bigint not null, -- pages that could not be read
    events bigint not null, -- in the record, at its end
    happenings bigint not null -- in the record, at its end
);
create table sightings ( -- a person named in one article, as read and as a reviewer coded them: what the who's who is made from
    article varchar not null, -- id of the article
    actor varchar not null, -- id of the actor in that article
    name varchar not null, -- fullest name
    names varchar[] not null, -- what the article calls the person by name, in order
    country varchar, -- ISO 3166 alpha-3 or an international code; before memory
    sector varchar, -- CAMEO/PLOVER sector; null: the state as such, or unknown
    code varchar, -- country and sectors joined; null: uncoded
    role varchar, -- as the text or the lexicon has it
    basis varchar not null, -- where the code was learned: text, lexicon, inherited, or hand: a reviewer gave it
    "start" bigint not null, -- the first mention by title and name, else by name: its first character in the article's text
    "end" bigint not null, -- the character after the last
    words varchar not null -- its words
);
create table remembered ( -- an actor whose code is known from earlier articles
    article varchar not null, -- id of the article
    actor varchar not null, -- id of the actor in that article
    name varchar not null, -- for whom it is taken, at full length
    country varchar, -- as the actor gets it
    sector varchar, -- as the actor gets it
    code varchar not null, -- as the actor gets it
    role varchar, -- as the actor gets it
    day date not null, -- on which the person was last read so, before the article's own day
    known_from varchar not null, -- id of an article of that day
    "start" bigint not null, -- the words that name the person there: their first character in its text
    "end" bigint not null, -- the character after the last
    words varchar not null -- the words
);
create macro basis_rank(basis) as -- what the code of a sighting is worth; the least counts most
    case basis when 'hand' then 0 when 'text' then 1 when 'lexicon' then 2 end;
create view people as -- an entry of the who's who: a person with a code that articles or reviewers gave
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
    name, -- fullest name, as most often given
    list_filter(names, lambda n: n != name) as aliases, -- what else the articles call the person by name
    role, -- as most often given
    country, -- ISO 3166 alpha-3 or an international code
    sector, -- CAMEO/PLOVER sector; null: the state as such, or unknown
    code, -- country and sectors joined
    first_day, -- first day of publication on which the person is read so
    last_day, -- last such day
    articles, -- how many articles say so
    basis, -- where it was learned: hand, text or lexicon
    seen.article as article, -- id of an article of the last day
    seen.start as "start", -- the words that name the person there: their first character in its text
    seen."end" as "end", -- the character after the last
    seen.words as words -- the words
from entries;

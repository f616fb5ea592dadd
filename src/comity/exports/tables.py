"""What is exported: the tables, their columns and what each column means. The codebook is printed from this."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, Protocol

from msgspec import Struct, convert

# words: text that is the publisher's; name: what somebody is called; parties: a list of codes, names where uncoded
Kind = Literal["text", "words", "name", "day", "count", "number", "flag", "list", "parties"]


class Questionable(Protocol):
    """An open record, as far as an export needs it."""

    def rows(self, sql: str, values: Any = (), /) -> Iterator[tuple[Any, ...]]:
        """The answer's rows."""


class Column(Struct, frozen=True):
    """A column of an exported table."""

    name: str
    kind: Kind
    meaning: str


class Written(Struct, frozen=True):
    """What an export wrote and what it left out."""

    rows: dict[str, int]  # by file name
    left_out: dict[str, int]  # deeds that the layout cannot say, by the reason; empty: nothing


class Table(Struct, frozen=True):
    """An exported table; its rows come in the stated order, the same in every run."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    order: str  # columns, as SQL

    def shown(self, words: bool) -> tuple[Column, ...]:
        """Its columns, with or without those of the publishers' words."""
        return tuple(column for column in self.columns if words or column.kind != "words")

    def rows(self, record: Questionable, words: bool) -> Iterator[tuple[Any, ...]]:
        """All rows of the record's table of this name, with the cells of the shown columns."""
        columns = ", ".join(f'"{column.name}"' for column in self.shown(words))
        return record.rows(f"select {columns} from {self.name} order by {self.order}")


def coded_articles(record: Questionable) -> Iterator[tuple[Any, ...]]:
    """(id, coded object as JSON) of every article, with its corrections, in the order of reading."""
    return record.rows("select id, coalesce(corrected, coded) from articles order by position")


def columns_of(*lines: str) -> tuple[Column, ...]:
    """Columns from lines "name kind meaning"."""
    return tuple(column_of(*line.split(" ", 2)) for line in lines)


def column_of(name: str, kind: str, meaning: str) -> Column:
    """A column; raises ValidationError for an unknown kind."""
    return Column(name, convert(kind, Kind), meaning)


_DAYS = (
    "earliest day first possible day of the deed; empty: not known",
    "latest day last possible day; empty: open end or not known",
)
_KIND = (
    "type text PLOVER event type",
    "quad text verbal or material, cooperation or conflict",
    "intensity number PLOVER score, -10 (conflict) to 10 (cooperation)",
    "contexts list PLOVER contexts",
    "status text happened, ongoing, planned, demanded, hypothetical, denied or ended",
)
_SIDES = (
    "source parties codes of those who act; names where there is no code",
    "target parties codes of those acted upon; empty where all act on each other, or nobody is named",
    "source_countries list countries and international codes of the sources",
    "target_countries list countries and international codes of the targets",
)

TABLES: tuple[Table, ...] = (
    Table(
        "articles",
        "what was read, in the order of reading",
        columns_of(
            "id text stable id of the article",
            "url text address; empty: none was known",
            "path text file it was read from",
            "outlet text who publishes the page",
            "agency text wire service that wrote it, if named",
            "title words headline",
            "language text ISO 639-1",
            "published_earliest day first possible day of publication; empty: unknown",
            "published_latest day last possible day of publication; empty: unknown",
            "published_basis text given, metadata, page, dateline, inferred or unknown",
            "updated day day of the last change that the page tells of; empty: it tells of none",
            "no_events text why no event was coded; empty: there are events",
        ),
        "position",
    ),
    Table(
        "actors",
        "who is named in an article",
        columns_of(
            "article text id of the article",
            "id text id of the actor, unique in its article",
            "name name fullest name",
            "kind text person, country, organisation, armed-group, group or place-as-actor",
            "country text ISO 3166 alpha-3 or an international code (UNO, EUR, IGO, NGO, …); empty: unknown",
            "sector text CAMEO/PLOVER sector (GOV, MIL, …); empty: the state as such, or unknown",
            "code text country and sectors joined; empty: uncoded",
            "role text as the text or the lexicon has it",
            "basis text where the code was learned: text, lexicon, memory or inherited",
            "mentions count how often the article names the actor",
        ),
        "(select position from articles where articles.id = article), length(id), id",
    ),
    Table(
        "people",
        "the who's who: one row for each person and code that articles or reviewers gave",
        columns_of(
            "name name fullest name, as most often given",
            "aliases list what else the articles call the person by name",
            "role text as most often given",
            "country text ISO 3166 alpha-3 or an international code",
            "sector text CAMEO/PLOVER sector; empty: the state as such, or unknown",
            "code text country and sectors joined",
            "first_day day first day of publication on which the person is read so",
            "last_day day last such day",
            "articles count how many articles say so",
            "basis text where it was learned: hand (a reviewer), text or lexicon",
            "article text id of an article of the last day",
            "start count first character in that article's text of the words that name the person",
            "end count the character after the last",
            "words words the words",
        ),
        "name, code",
    ),
    Table(
        "remembered",
        "which actor has a code that earlier articles give, and which article does",
        columns_of(
            "article text id of the article",
            "actor text id of the actor in that article",
            "name name for whom it is taken, at full length",
            "country text as the actor gets it",
            "sector text as the actor gets it",
            "code text as the actor gets it",
            "role text as the actor gets it",
            "day day on which the person was last read so, before the article's own day",
            "known_from text id of an article of that day",
            "start count first character in that article's text of the words that name the person",
            "end count the character after the last",
            "words words the words",
        ),
        "(select position from articles where articles.id = article), length(actor), actor",
    ),
    Table(
        "events",
        "one row for each sentence's report that somebody did, will do, asked for or denied something",
        columns_of(
            "article text id of the article",
            "id text id of the event, unique in its article",
            "sentence count number of the sentence in the article, from 0",
            "sentence_start count first character of the sentence in the article's text",
            "words words the sentence",
            *_KIND,
            "modes list PLOVER modes",
            "cameo text CAMEO code",
            "rule text lexicon entry or model head that made the event",
            *_SIDES,
            *_DAYS,
            "time_words words the words that tell the days; empty: read from tense and day of publication",
            "place text where, as named",
            "historical flag background, not the news of the article",
            "said_by name who says so; empty: the narrator",
            "trigger_start count first character of the telling words in the article's text",
            "trigger_end count the character after the last",
            "trigger_words words the telling words",
            "confidence number probability that the coding is right, 0 to 1",
        ),
        "(select position from articles where articles.id = article), length(id), id",
    ),
    Table(
        "happenings",
        "one row for each deed in the world, however often it was told",
        columns_of(
            "id text stable id of the happening",
            "deed text the same for happenings that differ in standing (done, planned, denied, …) and days only",
            *_KIND,
            *_SIDES,
            *_DAYS,
            "place text where, as named",
            "articles count articles that tell of it",
            "outlets count different outlets that tell of it",
            "agencies count different wire services that wrote those reports",
            "voices count independent voices: reprints of a wire service are one, so are copies of one sentence",
            "first_reported day publication day of the first report, of those known to the day",
            "last_reported day publication day of the last report",
            "confidence number of its surest event, 0 to 1",
            "words words the sentence of its surest event",
        ),
        "earliest nulls last, latest nulls last, id",
    ),
    Table(
        "happening_mentions",
        "which events tell of which happening",
        columns_of(
            "happening text id of the happening",
            "article text id of the article",
            "event text id of the event in that article",
            "reason text why it was put there: what its words, tense or article tell of the days",
        ),
        "happening, article, length(event), event",
    ),
    Table(
        "disagreements",
        "which happening told as done is denied",
        columns_of(
            "happening text id of the happening that is told as done",
            "denial text id of the happening whose events deny it",
        ),
        "happening, denial",
    ),
    Table(
        "quotes",
        "what somebody is reported to have said",
        columns_of(
            "article text id of the article",
            "id text id of the quote, unique in its article",
            "start count first character in the article's text",
            "end count the character after the last",
            "words words what was said",
            "kind text direct, indirect or mixed",
            "speaker name who said it; empty: the text names nobody",
            "speaker_code text code of the speaker",
        ),
        "(select position from articles where articles.id = article), length(id), id",
    ),
    Table(
        "claims",
        "somebody's assertion that one thing brings about, or hinders, another",
        columns_of(
            "article text id of the article",
            "id text id of the claim, unique in its article",
            "kind text causes, enables, prevents, speeds or slows",
            "cause words words of the cause",
            "effect words words of the effect",
            "cause_codes parties codes of those who act in the cause",
            "effect_codes parties codes of the dyad of the effect",
            "said_by name who says so; empty: the narrator",
        ),
        "(select position from articles where articles.id = article), length(id), id",
    ),
    Table(
        "provisions",
        "what an agreement lays down",
        columns_of(
            "article text id of the article",
            "id text id of the provision, unique in its article",
            "agreement text name of the agreement",
            "parties list country codes",
            "dimension text political, economic, monetary, energy, defence, citizenship, legal or information",
            "words words the words that tell of it",
            "status text in force, attempted, failed or planned",
        ),
        "(select position from articles where articles.id = article), length(id), id",
    ),
    Table(
        "failures",
        "what could not be read, and why",
        columns_of(
            "source text what was asked to be read",
            "id text id that the caller gave",
            "path text file it was read from",
            "kind text kind of the fault, for programs",
            "message text stage, place and remedy",
        ),
        "source, path nulls first, id nulls first, kind, message",
    ),
    Table(
        "corrections",
        "what reviewers said of the coding; the other tables follow it (with words: comity correct --export)",
        columns_of(
            "id text stable id of the entry",
            "number count order in which entries apply, from 0",
            "action text accept, reject, retype, recode, source, target, redate, status, merge, split, note or undo",
            "value words the new type, code, parties, days or status; the note; the id of the entry undone",
            "reviewer text who says so",
            "day day when",
            "why words the reason, in the reviewer's words",
            "articles list ids of the articles that it is about",
        ),
        "number",
    ),
    Table(
        "runs",
        "with what each reading was made, and what came of it",
        columns_of(
            "number count from 1",
            "comity_version text of the program",
            "lexicons text sha256 of the lexicons' files",
            "weights text sha256 of the event model's files; empty: there was no model",
            "options text options that change what is read, as JSON",
            "inputs list files, folders and addresses, as they were named",
            "day day as the caller gave it; empty: not told",
            "done flag false: it was stopped",
            "pages count pages that it met",
            "added count articles new to the record",
            "replaced count articles whose text, title or day had changed",
            "recoded count articles coded in another way, when read again",
            "known count pages that told nothing new",
            "passed count pages read before and not changed",
            "failed count pages that could not be read",
            "events count in the record, at its end",
            "happenings count in the record, at its end",
        ),
        "number",
    ),
)

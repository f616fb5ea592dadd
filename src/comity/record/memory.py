"""Memory: who somebody is, told by earlier articles where an article itself does not say.

The rule:

1. *Who teaches.* A person whose code, with a country, an article's text or the lexicon gave, or a reviewer's `recode`.
   Articles without a day of publication neither teach nor learn.
2. *Who learns.* A person without a code or country of his own, or whose country is only that of the article around.
   He learns from articles that were published before, however the record was read.
3. *Which name.* The full name; else its end ("Petrova", "bin Salman"), by which papers call public figures (`PUBLIC`),
   if all who bore such a name in the record within `HOLDS` days have the same code, and the country and the sector
   that the article gives, if any, do not say otherwise. Of names of one word the second holds, unless a reviewer
   has said of just that name what it means.
4. *What.* What a reviewer said within `HOLDS` days; else the office read last within them; else the country alone,
   for a full name. A role that the article gives stays: "former minister Petrova" gets a country only.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from comity.lexicons.actors import INTERNATIONAL
from comity.record.corrections import as_read, read_through, refresh, replace_rows
from comity.record.people import SIGHTINGS, Known

if TYPE_CHECKING:
    from comity.record.store import Record

HOLDS = 731  # days: two years. Ministers stay two to three, so who was one within two years is likelier in than out
PUBLIC = ("GOV", "LEG", "JUD", "MIL", "PTY", "OPP", "REB", "ELI", "REL")  # sectors of people named by surname alone
TOGETHER = 200  # articles that are stored at once
FIELDS = ", ".join(f'"{name}"' for name in Known.__struct_fields__)
STORED = f"select {FIELDS} from remembered order by article, actor"
WANTED = f"""
with seen as materialized (
    select s.*, lower(strip_accents(s.name)) as person, a.published_earliest as first, a.published_latest as last
    from sightings s join articles a on a.id = s.article
    where a.published_earliest is not null and a.published_latest is not null
), learners as materialized (
    select *, sector is not null and (basis != 'inherited' or role is not null) as own_sector
    from seen where basis != 'hand' and (code is null or country is null or basis = 'inherited')
), lessons as (
    select *, unnest(case when basis = 'hand' then ['hand'] else [] end
                     || case when basis != 'hand' and sector is not null then ['office'] else [] end
                     || case when country is not null then ['any'] else [] end) as tier
    from seen where basis = 'hand' or (basis != 'inherited' and country is not null)
), counted as (
    select *, count(*) over (partition by person, tier, last, basis, code) as often from lessons
), taught as materialized (
    select person, tier, last as day, country, sector, code, role, name, article, "start", "end", words
    from counted
    qualify row_number() over (partition by person, tier, last
                               order by basis_rank(basis), often desc, code, role is null, article, actor) = 1
), asked as materialized (
    select distinct person as alias, first as day from learners
), named as (
    select person, unnest(list_transform(range(1, len(parts) + 1), lambda n: array_to_string(parts[n:], ' '))) as alias
    from (select distinct person, string_split(person, ' ') as parts from seen)
), candidates as materialized (
    select asked.alias, asked.day, named.person from asked join named using (alias)
), facts as materialized (
    select c.alias, c.day, c.person, n.last >= c.day - {HOLDS} as near,
           case when h.day >= c.day - {HOLDS} then h
                when o.day >= c.day - {HOLDS} and (o.country = y.country or o.day >= y.day) then o
                when y.day is not null then {{person: y.person, tier: y.tier, day: y.day, country: y.country,
                    sector: null, code: y.country, role: null, name: y.name, article: y.article, start: y.start,
                    "end": y."end", words: y.words}} end as fact
    from candidates c
    asof left join (select distinct person, last from seen) n on n.person = c.person and n.last < c.day
    asof left join (from taught where tier = 'hand') h on h.person = c.person and h.day < c.day
    asof left join (from taught where tier = 'office') o on o.person = c.person and o.day < c.day
    asof left join (from taught where tier = 'any') y on y.person = c.person and y.day < c.day
), whole as (
    select alias, day, fact, false as short from facts
    where person = alias and (contains(alias, ' ') or fact.tier = 'hand') and fact is not null
), short as (
    select alias, day, arg_max(fact, (fact.day, person)) as fact, true as short
    from facts
    where near and (person != alias or fact is not null) and (alias, day) not in (select alias, day from whole)
    group by alias, day
    having bool_and(fact.code is not null and fact.day >= day - {HOLDS}) and count(distinct fact.code) = 1
       and bool_and(coalesce(fact.sector in {PUBLIC}, false) or fact.country in {tuple(sorted(INTERNATIONAL))})
), known as (
    from whole union all from short
), given as (
    select l.article, l.actor, k.fact.name as name, k.fact.country as country,
           if(l.own_sector, l.sector, k.fact.sector) as sector,
           if(l.own_sector, k.fact.country || l.code[len(coalesce(l.country, '')) + 1:], k.fact.code) as code,
           if(l.own_sector, l.role, coalesce(l.role, k.fact.role)) as role,
           k.fact.day as day, k.fact.article as known_from, k.fact.start as "start", k.fact."end" as "end",
           k.fact.words as words, l.code as before
    from learners l join known k on k.alias = l.person and k.day = l.first
    where not k.short or (coalesce(l.country, k.fact.country) is not distinct from k.fact.country
                          and (not l.own_sector or l.sector = k.fact.sector))
)
select {FIELDS} from given where code is not null and code is distinct from before order by article, actor
"""
IN_ORDER = "select id from articles where id in (select unnest(?::varchar[])) order by position"
SOURCE = """
select m.actor, m.name, m.day, m.words, m.known_from, a.title, a.outlet
from remembered m left join articles a on a.id = m.known_from
where m.article = ? order by length(m.actor), m.actor
"""


class Questionable(Protocol):
    """An open record, as far as it is only asked."""

    def rows(self, sql: str, values: Any = (), /) -> Iterator[tuple[Any, ...]]:
        """The answer's rows."""


class Source(NamedTuple):
    """From where the code of an article's actor is known."""

    actor: str  # its id in the article
    name: str  # for whom it is taken, at full length
    day: date  # on which that was last read
    words: str  # that name the person there
    article: str  # where they stand
    title: str | None
    outlet: str | None


def sources_of(record: Questionable, article: str) -> dict[str, Source]:
    """From where the codes are known that memory has given the article's actors, by actor."""
    return {row[0]: Source(*row) for row in record.rows(SOURCE, [article])}


def sight(record: Record) -> None:
    """Make the who's who of a record that an older comity has made; from now on it has memory."""
    ids = [row[0] for row in record.execute("select id from articles order by position")]
    with record.transaction():
        record.execute("delete from sightings")
        for begin in range(0, len(ids), TOGETHER):
            some = as_read(record, ids[begin : begin + TOGETHER])
            replace_rows(record, (SIGHTINGS,), read_through(record, list(some.values())))
        record.execute("insert into meta values ('memory', 'on')")


def remember(record: Record) -> None:
    """Let the actors of all articles have what memory knows of them; only articles of which that changed are touched.

    In transactions of their own, between which the record holds; happenings that change wait to be grouped.
    """
    before, now = _by_article(record, STORED), _wanted(record)
    different = [article for article in {*before, *now} if before.get(article) != now.get(article)]
    changed = [row[0] for row in record.execute(IN_ORDER, [different])]
    for begin in range(0, len(changed), TOGETHER):
        some = changed[begin : begin + TOGETHER]
        with record.transaction():
            record.execute("delete from remembered where article in (select unnest(?::varchar[]))", [some])
            rows = (row for article in some for row in now.get(article, ()))
            record.insert("remembered", (dict(zip(Known.__struct_fields__, row, strict=True)) for row in rows))
            refresh(record, some)
            record.execute("update meta set value = 'stale' where key = 'happenings'")


def check_memory(record: Record) -> Iterator[str]:
    """Articles of whose actors memory says something else than earlier articles do."""
    stored, wanted = _by_article(record, STORED), _wanted(record)
    for article in sorted({*stored, *wanted}):
        if stored.get(article) != wanted.get(article):
            yield f"article {article}: table remembered does not say what earlier articles say"


def _wanted(record: Record) -> dict[str, list[tuple[object, ...]]]:
    return _by_article(record, WANTED) if record.memory else {}


def _by_article(record: Record, sql: str) -> dict[str, list[tuple[object, ...]]]:
    """The answer's rows, of which the first column is an article, by it."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for row in record.execute(sql):
        found.setdefault(row[0], []).append(row)
    return found

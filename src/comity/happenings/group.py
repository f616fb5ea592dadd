"""Which reports tell of the same deed: same type, same dyad, same standing, same days.

The rule, first version:

1. *Standing.* What happened, goes on or has ended stands apart from what is planned, demanded, hypothetical or
   denied; each of these is a standing of its own, so a denial never joins the deed that it denies.
2. *Dyad.* Who acts and who is acted upon. A state, its government and its forces are taken for the same;
   other actors are told apart by country and first sector (all opposition is one), those without a country
   by code or name. Meetings and joint work (CONSULT, COOPERATE), and every event whose parties all stand in
   source, have no direction. An event with no actor at all is alone.
3. *Days.* Reports whose words tell the same days are one happening. A stretch of at most `NARROW` days
   ("last week") joins the one happening of a day within it, if there is exactly one; other stretches, open
   ends too, join only the same stretch.
   A report whose words tell no day joins the one dated happening of its own article (of news: one of the last
   `NARROW` days). Else news that happened or goes on is of the day of publication, or of the day before
   if only that one has a dated happening; and anything else stays with its article's other such reports.

Every report keeps the reason why it was put where it is (`Reason`). Happenings of one *deed*, the key without the
standing, can be looked at beside each other: what is denied is tied to what it denies (`denies`).

A happening's id depends on its key and days alone, not on which reports were read first or at all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from comity.happenings.reports import Report, reports_of
from comity.happenings.reprints import copy_of, find_reprints, with_origin
from comity.happenings.voices import count_voices
from comity.vocabulary import CodedArticle, Happening, stable_id

NARROW = 8  # days: a week, with both its ends
MUTUAL = frozenset({"CONSULT", "COOPERATE"})
STATE = frozenset({"", "GOV", "MIL", "ELI"})  # the state as such; who is ELI in a later report held office at the deed

Days = tuple[date | None, date | None]
Key = tuple[str, ...]  # type, standing, "directed" or "mutual", source, target
Reason = Literal[
    "tells these days",
    "tells a stretch that holds this day",
    "days from tense and publication",
    "tells no day: that of its article's other reports",
    "tells no day: that of publication",
    "tells no day: the one before publication",
    "tells no day: with its article's other such reports",
    "a reviewer put it there",
]
Placed = tuple[Report, Reason]
DAY: Reason = "tells these days"
STRETCH: Reason = "tells a stretch that holds this day"
TENSE: Reason = "days from tense and publication"
ARTICLE: Reason = "tells no day: that of its article's other reports"
PUBLISHED: Reason = "tells no day: that of publication"
BEFORE: Reason = "tells no day: the one before publication"
UNDATED: Reason = "tells no day: with its article's other such reports"
MOVED: Reason = "a reviewer put it there"


class Grouped(Struct, frozen=True, kw_only=True):
    """A happening with what the record keeps of how it came about."""

    happening: Happening
    deed: str  # the same for happenings that differ in standing and days only
    standing: str  # "actual", or the status of what was not done
    reasons: tuple[Reason, ...]  # for each of the happening's mentions
    voices: int  # independent ones, see `count_voices`
    first_reported: date | None  # publication days of its reports, where known to the day
    last_reported: date | None


def group_happenings(articles: Iterable[CodedArticle]) -> tuple[Happening, ...]:
    """The deeds that the articles' events tell of, each event in one; by first day (unknown last), then id."""
    reports: list[Report] = []
    copies = []
    for article in articles:
        reports += reports_of(article)
        copies.append(copy_of(article))
    origins = {reprint.article: reprint for reprint in find_reprints(copies)}
    return group_reports(with_origin(report, origins.get(report.article)) for report in reports)


def group_reports(reports: Iterable[Report]) -> tuple[Happening, ...]:
    """The deeds that the reports tell of, each report in one; by first day (unknown last), then id."""
    return tuple(grouped.happening for grouped in group(reports))


def group(reports: Iterable[Report]) -> tuple[Grouped, ...]:
    """The same, with what the record keeps of how each came about."""
    blocks: dict[Key, list[Report]] = defaultdict(list)
    for report in reports:
        blocks[_key(report)].append(report)
    found = [grouped for key, block in blocks.items() for grouped in _happenings(key, block)]
    return tuple(sorted(found, key=lambda g: (_first_day(g.happening), g.happening.id)))


def _first_day(happening: Happening) -> date:
    return happening.earliest or happening.latest or date.max


def deed_of(report: Report) -> str:
    """The id of what a report tells of, whatever its standing and days."""
    return _deed(_key(report))


def _deed(key: Key) -> str:
    return stable_id(key[0], *key[2:])


def common_words(report: Report) -> str:
    """What all reports of its happening have in common besides their days, in words."""
    kind, standing, way, source, target = _key(report)
    if way == "alone":
        return f"{kind}, {standing}, nobody named: such a report stands alone"
    parties = f"{source} without direction" if way == "mutual" else f"{source or '?'} → {target or '?'}"
    return f"{kind}, {standing}, {parties}"


def find_denials(grouped: Iterable[Grouped]) -> tuple[tuple[str, str], ...]:
    """(happening that is told as done, happening of its denials), sorted: same deed, days that fit."""
    deeds: dict[str, tuple[list[Grouped], list[Grouped]]] = defaultdict(lambda: ([], []))
    for one in grouped:
        if one.standing in ("actual", "denied"):
            deeds[one.deed][one.standing == "denied"].append(one)
    return tuple(
        sorted(
            (told.happening.id, denial.happening.id)
            for actual, denied in deeds.values()
            for denial in denied
            for told in actual
            if _may_mean_the_same(told, denial)
        )
    )


def _may_mean_the_same(told: Grouped, denial: Grouped) -> bool:
    """Whether the days of the two meet; where one's are unknown, whether one article has both."""
    one, other = _window(told), _window(denial)
    if one is None or other is None:
        return bool({article for article, _ in told.happening.mentions} & {a for a, _ in denial.happening.mentions})
    return one[0] <= other[1] and other[0] <= one[1]


def _window(grouped: Grouped) -> tuple[date, date] | None:
    """First and last day that it may be of: those told, else the `NARROW` days before its reports; None: unknown."""
    happening = grouped.happening
    if happening.earliest is not None and happening.latest is not None:
        return happening.earliest, happening.latest
    if grouped.first_reported is None or grouped.last_reported is None:
        return None
    return grouped.first_reported - timedelta(days=NARROW - 1), grouped.last_reported


def _key(report: Report) -> Key:
    """What reports of one deed have in common besides their days."""
    source = _side(report.source, report.source_countries)
    target = _side(report.target, report.target_countries)
    if not source and not target:
        return (report.type, _standing(report), "alone", report.article, report.event)
    if report.type in MUTUAL or (not target and "+" in source):
        return (report.type, _standing(report), "mutual", _both(source, target), "")
    return (report.type, _standing(report), "directed", source, target)


def _standing(report: Report) -> str:
    return "actual" if report.status in ("happened", "ongoing", "ended") else report.status


def _side(codes: tuple[str, ...], countries: tuple[str, ...]) -> str:
    """The parties of one side, sorted and joined by "+"; empty: none."""
    return "+".join(sorted({_party(code, countries) for code in codes}))


def _party(code: str, countries: tuple[str, ...]) -> str:
    """The country of a state's code, with a sector for others; the code or name itself where it has no country.

    >>> [_party(code, ("BLR",)) for code in ("BLR", "BLRGOVMIL", "BLRCVL", "BLRPTYOPP", "UAF")]
    ['BLR', 'BLR', 'BLRCVL', 'BLROPP', 'UAF']
    """
    country, sectors = code[:3], code[3:]
    if country not in countries:
        return code
    if sectors[:3] in STATE:
        return country
    return country + ("OPP" if "OPP" in sectors else sectors[:3])


def _both(source: str, target: str) -> str:
    """The parties of both sides as one."""
    return "+".join(sorted({*source.split("+"), *target.split("+")} - {""}))


def _happenings(key: Key, block: list[Report]) -> Iterator[Grouped]:
    """The happenings among the reports of one key."""
    told: dict[Days, list[Report]] = defaultdict(list)
    untold: list[Report] = []
    for report in block:
        if report.dated or (report.earliest is not None and report.latest is not None):
            told[report.earliest, report.latest].append(report)
        else:
            untold.append(report)
    dated = _join_narrow(told)
    homes, single = _homes(dated), _single(dated)
    undated: dict[str, list[Placed]] = defaultdict(list)
    joining = [(report, _days_of_untold(report, homes.get(report.article, set()), single)) for report in untold]
    for report, (days, reason) in joining:
        if days is None:
            undated[report.article].append((report, reason))
        else:
            dated[days].append((report, reason))
    yield from (_grouped(key, days, placed) for days, placed in dated.items())
    yield from (_grouped(key, (None, None), placed, article) for article, placed in undated.items())


def _days_of_untold(report: Report, homes: set[Days], single: list[date]) -> tuple[Days | None, Reason]:
    """The days of the happening that a report joins whose words tell none, and why; None: those are not known.

    `homes`: days of the dated happenings of its article; `single`: all dated ones of one day, sorted.
    """
    day = report.published
    if day is None or report.historical or report.status not in ("happened", "ongoing"):
        return (next(iter(homes)), ARTICLE) if len(homes) == 1 else (None, UNDATED)
    recent = [days for days in homes if 0 <= (day - (days[1] or days[0] or date.min)).days < NARROW]
    if len(recent) == 1:
        return recent[0], ARTICLE
    first = _day_within((day - timedelta(days=1), day), single)
    return (first, BEFORE) if first[0] == first[1] != day else ((day, day), PUBLISHED)


def _single(groups: Iterable[Days]) -> list[date]:
    """The days that are told to the day, sorted."""
    return sorted(first for first, last in groups if first is not None and first == last)


def _join_narrow(groups: dict[Days, list[Report]]) -> dict[Days, list[Placed]]:
    """Groups by days, short stretches put into the one single day that they hold."""
    single = _single(groups)
    joined: dict[Days, list[Placed]] = defaultdict(list)
    for days, reports in groups.items():
        home = _day_within(days, single)
        joined[home].extend((report, _reason_of_told(report, moved=home != days)) for report in reports)
    return joined


def _reason_of_told(report: Report, *, moved: bool) -> Reason:
    if moved:
        return STRETCH
    return DAY if report.dated else TENSE


def _day_within(days: Days, single: list[date]) -> Days:
    """The one single day that lies in a short stretch; the stretch itself if it is long, or holds none or several."""
    first, last = days
    if first is None or last is None or first == last or (last - first).days >= NARROW:
        return days
    inside = single[bisect_left(single, first) : bisect_right(single, last)]
    return (inside[0], inside[0]) if len(inside) == 1 else days


def _homes(dated: dict[Days, list[Placed]]) -> dict[str, set[Days]]:
    """For each article the days of the groups that it has a report in."""
    homes: dict[str, set[Days]] = defaultdict(set)
    for days, placed in dated.items():
        for report, _ in placed:
            homes[report.article].add(days)
    return homes


def _grouped(key: Key, days: Days, placed: list[Placed], article: str = "") -> Grouped:
    """The happening that the reports tell of; article: the only one it can be told in, for undated ones."""
    placed = sorted(placed, key=lambda p: (p[0].article, p[0].event))
    reports = [report for report, _ in placed]
    (source, target), _ = min(Counter(map(_codes, reports)).items(), key=_most_frequent_then_fullest)
    first, last = (day.isoformat() if day else "" for day in days)
    published = [report.published for report in reports if report.published is not None]
    happening = Happening(
        id=stable_id(*key, first, last, article),
        type=reports[0].type,
        source=source,
        target=target,
        earliest=days[0],
        latest=days[1],
        place=_commonest(report.place for report in reports),
        mentions=tuple((report.article, report.event) for report in reports),
        outlets=len({report.outlet for report in reports} - {None}),
        agencies=len({report.agency for report in reports} - {None}),
    )
    return Grouped(
        happening=happening,
        deed=_deed(key),
        standing=key[1],
        reasons=tuple(reason for _, reason in placed),
        voices=count_voices(reports),
        first_reported=min(published, default=None),
        last_reported=max(published, default=None),
    )


def _codes(report: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(report.source)), tuple(sorted(report.target))


def _most_frequent_then_fullest(
    counted: tuple[tuple[tuple[str, ...], tuple[str, ...]], int],
) -> tuple[int, int, tuple[tuple[str, ...], tuple[str, ...]]]:
    (source, target), count = counted
    return -count, -len("".join(source + target)), (source, target)


def _commonest(places: Iterable[str | None]) -> str | None:
    """The place named most often, of equals the first in the alphabet; None: none is named."""
    counts = Counter(place for place in places if place is not None)
    return min(counts, key=lambda place: (-counts[place], place)) if counts else None

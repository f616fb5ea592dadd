#!/usr/bin/env python3
"""How a record behaves when it is large: seconds to store and group, file size, a dyad-month question, growth.

    python evaluation/bench_record.py                       10,000 and 100,000 articles, about twenty minutes
    python evaluation/bench_record.py --sizes 1000 10000    smaller, a minute or two
    python evaluation/bench_record.py --coded coded.jsonl   coded before, with `comity code`

150 stories of ../shared/data/wire are coded once; articles of the record are drawn from them with other ids and
outlets, all their days shifted by up to twenty years, the letters of their texts exchanged so that no two texts
are the same and the file does not shrink by what they share. One core. Bars: grouping 100,000 in 600 s, the question in
200 ms, the file under 3 GB, growth of grouping and of the file no worse than n^1.15.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import msgspec
from msgspec.structs import replace

from comity.pages import open_pages
from comity.record import Reading, Record, create, open_record
from comity.running import code_pages
from comity.vocabulary import CodedArticle, EventTime, stable_id

SHARED = Path(os.environ.get("COMITY_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
STORIES = 150
DAYS = 365 * 20
OUTLETS = 40
LETTERS = "abcdefghijklmnopqrstuvwxyz"
TOGETHER = 500  # articles stored in one transaction
MONTH = """
select date_trunc('month', earliest) as month, count(*), avg(intensity) from happenings
where list_contains(source_countries, ?) and list_contains(target_countries, ?) and earliest is not null
group by month order by month
"""


def coded_stories(path: Path | None) -> list[CodedArticle]:
    """The stories that the record's articles are drawn from; raises SystemExit where there are none."""
    if path is not None:
        lines = path.read_bytes().splitlines()
        return [msgspec.json.decode(line, type=CodedArticle) for line in lines if b'"error":' not in line[:400]]
    wire = SHARED / "data" / "wire" / "wire.jsonl.gz"
    if not wire.exists():
        raise SystemExit(f"bench_record: nothing measured: {wire} is absent")
    with gzip.open(wire, "rt", encoding="utf-8") as stream:
        stories = [json.loads(line) for line in stream]
    with tempfile.TemporaryDirectory() as folder:
        chosen = Path(folder) / "stories.jsonl"
        step = len(stories) // STORIES
        chosen.write_text("".join(json.dumps(story) + "\n" for story in stories[::step][:STORIES]), encoding="utf-8")
        return [coded for coded in code_pages(open_pages([str(chosen)])) if isinstance(coded, CodedArticle)]


def resampled(stories: list[CodedArticle], number: int) -> Iterator[CodedArticle]:
    """So many articles drawn from the stories, each with an id, outlet and days of its own."""
    chance = random.Random(8)
    for n in range(number):
        story, shift = chance.choice(stories), timedelta(days=chance.randrange(DAYS))
        published = replace(
            story.published,
            earliest=_later(story.published.earliest, shift),
            latest=_later(story.published.latest, shift),
        )
        events = tuple(replace(event, time=event.time and _shifted(event.time, shift)) for event in story.events)
        identifier = stable_id(story.id, str(n))
        others = "".join(chance.sample(LETTERS, len(LETTERS)))
        text = story.text.translate(str.maketrans(LETTERS, others))
        yield replace(
            story, id=identifier, url=f"https://{identifier}.example/", path=f"bench.jsonl#{n}", published=published,
            text=text, outlet=f"Outlet {chance.randrange(OUTLETS)}", events=events,
        )  # fmt: skip


def _later(day: date | None, shift: timedelta) -> date | None:
    return day and day + shift


def _shifted(when: EventTime, shift: timedelta) -> EventTime:
    return replace(when, earliest=_later(when.earliest, shift), latest=_later(when.latest, shift))


def store(record: Record, articles: Iterator[CodedArticle]) -> None:
    """Put the articles into the record, many in one transaction."""
    while bundle := list(islice(articles, TOGETHER)):
        readings = [
            Reading(path=article.path or "", source="bench.jsonl", digest=article.id, outcome=article)
            for article in bundle
        ]
        record.add_readings(readings)


def busiest_dyad(record: Record) -> tuple[str, str]:
    """The two countries between which most is told."""
    sql = """
    select s, t from (select unnest(source_countries) as s, target_countries from happenings),
                     unnest(target_countries) as u(t)
    where s != t group by all order by count(*) desc, s, t limit 1"""
    ((source, target),) = record.execute(sql)
    return source, target


class Took:
    """Seconds of the clock and of the processor, for what is done inside; the latter count on a busy machine."""

    def __enter__(self) -> Took:
        self._wall, self._cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *fault: object) -> None:
        self.wall, self.cpu = time.perf_counter() - self._wall, time.process_time() - self._cpu

    def __str__(self) -> str:
        return f"{self.cpu:.2f} s ({self.wall:.2f} by the clock)"


def question_ms(path: Path) -> tuple[float, float, str]:
    """Best of nine askings, in ms: dyad by month in SQL, one month's happenings by the Python API; which dyad."""
    with open_record(path) as record:
        record.execute("set threads = 1")
        dyad = busiest_dyad(record)
        plain, found = [], []
        for _ in range(9):
            with Took() as took:
                record.execute(MONTH, dyad)
            plain.append(1000 * took.wall)
            with Took() as took:
                record.happenings(dyad=dyad, since="2010-03-01", until="2010-03-31").to_arrow()
            found.append(1000 * took.wall)
    return min(plain), min(found), " ".join(dyad)


def measured(stories: list[CodedArticle], number: int, folder: Path) -> tuple[float, float]:
    """Make a record of so many articles and print its figures; seconds of grouping, bytes of the file."""
    path = folder / f"{number}.duckdb"
    with create(path) as record:
        record.execute("set threads = 1")
        with Took() as stored:
            store(record, resampled(stories, number))
        with Took() as grouped:
            happenings = record.regroup()
        (one,) = resampled(stories[:1], 1)
        record.add(replace(one, id="one-more", path="one-more.html"))
        with Took() as joined:
            record.regroup()
        events = record.count("events")
    size = path.stat().st_size
    plain, found, dyad = question_ms(path)
    print(f"{number:,} articles, {events:,} events, {happenings:,} happenings")
    print(f"  stored in {stored}, grouped in {grouped}, one article more in {joined}")
    print(f"  file {size / 1e6:,.0f} MB")
    print(f"  {dyad} by month {plain:.0f} ms; its happenings of one month {found:.0f} ms", flush=True)
    return grouped.cpu, size


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--coded", type=Path, help="articles coded before, JSON Lines")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[10_000, 100_000], help="articles (default: %(default)s)"
    )
    parser.add_argument("--into", type=Path, help="keep the records in this folder")
    arguments = parser.parse_args()
    stories = coded_stories(arguments.coded)
    with tempfile.TemporaryDirectory() as folder:
        figures = [measured(stories, number, arguments.into or Path(folder)) for number in arguments.sizes]
    if len(figures) > 1:
        by = math.log(arguments.sizes[-1] / arguments.sizes[0])
        for name, first, last in zip(("grouping", "file"), figures[0], figures[-1], strict=True):
            print(f"{name} grows as n^{math.log(last / first) / by:.2f}")


if __name__ == "__main__":
    sys.exit(main())

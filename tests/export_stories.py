"""Articles that every export must say rightly, and the files of the published layouts as others read them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pandas as pd

from comity.exports import LAYOUTS
from comity.record import Record, create
from comity.vocabulary import CodedArticle, Place
from tests.factory import coded_article

# What the projects publish, column by column: text unless it is named here.
WHOLE, REAL = "Int64", "Float64"
TYPES: dict[str, dict[str, str]] = {
    "polecat": {"Intensity": REAL, "Actor COW": WHOLE, "Recipient COW": WHOLE, "Latitude": REAL, "Longitude": REAL},
    "icews": {
        "Event ID": WHOLE, "Intensity": REAL, "Story ID": WHOLE, "Sentence Number": WHOLE, "Latitude": REAL,
        "Longitude": REAL,
    },
    "gdelt": {
        **dict.fromkeys(
            "GLOBALEVENTID SQLDATE MonthYear Year IsRootEvent QuadClass NumMentions NumSources NumArticles "
            "Actor1Geo_Type Actor2Geo_Type ActionGeo_Type DATEADDED".split(),
            WHOLE,
        ),
        **dict.fromkeys(
            "FractionDate GoldsteinScale AvgTone Actor1Geo_Lat Actor1Geo_Long Actor2Geo_Lat Actor2Geo_Long "
            "ActionGeo_Lat ActionGeo_Long".split(),
            REAL,
        ),
    },
    "phoenix": {
        **dict.fromkeys("EventID Date Year Month Day PentaClass".split(), WHOLE),
        **dict.fromkeys("GoldsteinScore Lat Lon".split(), REAL),
    },
}  # fmt: skip
DAYS = {"polecat": ["Event Date", "Publication Date"], "icews": ["Event Date"], "gdelt": [], "phoenix": []}


def placed(article: CodedArticle, name: str) -> CodedArticle:
    """The article with its first event in a place of the lexicon, a mode, and a code with a leading zero."""
    start = article.text.index("did")
    place = Place(start=start, end=start + 3, name=name, country="BLR", latitude=53.9, longitude=27.57)
    first, *others = article.events
    known = msgspec.structs.replace(first, place=place, modes=("visit",), cameo="042")
    return msgspec.structs.replace(article, places=(place,), events=(known, *others))


ARTICLES = [
    placed(
        coded_article(
            "RUSGOV+BLRGOV -> CONSULT 2022-02-18", name="talks", outlet="Gazette", title="Envoys gather in the snow"
        ),
        "Minsk",
    ),
    coded_article("RUSGOV+BLRGOV -> CONSULT 2022-02-18", name="again", outlet='The "Daily"\tBee', agency="Reuters"),
    coded_article(
        "USA+GBR -> BLRGOV SANCTION 2021-08-09",
        "RUS -> UKR ASSAULT 2022-07-05 planned",
        "RUS -> UKR COOPERATE 2022-07-05 denied",
        "RUS -> UKR AID 2020-01-01..2020-12-31",
        "POL -> UKR AID 1991-01-01.. historical",
        "Rovers -> RUS PROTEST 2022-06-30",
        'BLR -> RUS AGREE 2022-08-01 planned "POLGOV"',
        "RUS -> GEO SANCTION 2022-06-30 ended",
        name="many",
    ),
    coded_article("RUS -> BLR AID", name="no-day"),
    coded_article("KOS -> UAF ASSAULT 2022-06-29", "EURLEG+UNO -> ACCUSE 2022-06-28", name="codes", published=None),
    coded_article(name="empty"),
]
PLANNED_ONCE = coded_article("BLR -> RUS AGREE 2022-08-01 planned historical", name="planned-once")


@contextmanager
def told_record(folder: Path) -> Iterator[Record]:
    """A record of the articles."""
    with create(folder / "record.duckdb") as opened:
        for article in ARTICLES:
            opened.add(article)
        opened.regroup()
        yield opened


def read(layout: str, folder: Path, quoting: int = csv.QUOTE_MINIMAL) -> pd.DataFrame:
    """The file as a user of the data set reads it: published names and types, an empty cell is missing."""
    known = LAYOUTS[layout]
    names = [column.name for column in known.columns]
    frame: pd.DataFrame = pd.read_csv(
        folder / known.file,
        sep="\t",
        header=0 if known.header else None,
        names=names,
        dtype={name: TYPES[layout].get(name, "str") for name in names},
        parse_dates=DAYS[layout],
        date_format="%Y-%m-%d",
        keep_default_na=False,
        na_values=[""],
        quoting=quoting,
    )
    return frame


def sources(folder: Path) -> list[dict[str, str]]:
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

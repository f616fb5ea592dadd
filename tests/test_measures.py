"""What each measure counts, told by happenings one can add up in the head."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comity.faults import WrongCall
from comity.measures import DIMENSIONS, MEASURES, Asked, Series, counted, definition, measure
from comity.measures.measure import with_gaps
from tests.small_record import SmallRecord, tell


def measured(question: str, *lines: str, **asked: object) -> Series:
    """The series of "ties RUS BLR" over happenings told as lines."""
    record = SmallRecord()
    for line in lines:
        tell(record, line)
    return ask(record, question, **asked)


def ask(record, question: str, **asked: object) -> Series:
    name, source, target = question.split()
    return measure(record, Asked(measure=name, source=source, target=target, **asked))


def figures(series: Series) -> list[str]:
    """ "2022-02-01 7.5" for each row."""
    value = series.columns.index(series.measure.value)
    return [f"{row[0]} {row[value]:g}" for row in series.rows]


def test_ties_add_up_the_cooperation_of_both_directions_and_of_what_is_done_together():
    told = ("2022-02-03 RUSGOV -> BLR AID", "2022-02-20 BLR -> RUS SUPPORT", "2022-02-21 RUS+BLR -> CONSULT")
    assert figures(measured("ties RUS BLR", *told)) == ["2022-02-01 17.5"]
    assert figures(measured("ties BLR RUS", *told)) == ["2022-02-01 17.5"]


def test_a_period_with_happenings_but_no_cooperation_has_0_and_one_without_happenings_has_no_row():
    series = measured("ties RUS UKR", "2022-02-24 RUSMIL -> UKR ASSAULT", "2022-04-01 RUS+UKR -> CONSULT")
    assert figures(series) == ["2022-02-01 0", "2022-04-01 2.5"]
    assert [period.month for period, row in with_gaps(series) if row is None] == [3]


def test_pressure_is_of_the_source_on_the_target_alone():
    told = ("2021-06-21 USA -> BLR SANCTION", "2021-06-22 USA -> BLR ACCUSE", "2021-06-30 BLR -> USA ACCUSE")
    assert figures(measured("pressure USA BLR", *told)) == ["2021-06-01 9"]
    assert figures(measured("pressure BLR USA", *told)) == ["2021-06-01 3"]
    series = measured("pressure USA BLR", *told)
    assert (series.column("verbal"), series.column("material"), series.column("conflictual")) == ([3.0], [6.0], [2])


def test_what_is_left_out_of_pressure_is_of_its_own_direction():
    told = ("undated USA -> BLR SANCTION", "undated BLR -> USA ACCUSE", "undated BLR -> USA SANCTION")
    assert measured("pressure USA BLR", *told).left_out.undated == 1
    assert measured("tension USA BLR", *told).left_out.undated == 3


def test_a_request_is_no_pressure():
    series = measured("pressure DEU BLR", "2021-06-21 DEU -> BLR REQUEST")
    assert figures(series) == ["2021-06-01 0"]
    assert series.column("happenings") == [1]


def test_tension_is_the_mean_score_with_its_sign_turned():
    series = measured("tension RUS UKR", "2022-02-24 RUS -> UKR ASSAULT", "2022-02-28 RUS+UKR -> CONSULT")
    assert figures(series) == ["2022-02-01 3.25"]
    assert series.column("conflict_share") == [0.5]


def test_volume_counts_a_visit_told_ten_times_once():
    record = SmallRecord()
    tell(record, "2022-02-18 BLRGOV -> RUS CONSULT", outlets=["A", "B"] * 5)
    tell(record, "2022-02-19 POL -> CZE CONSULT")
    series = ask(record, "volume RUS BLR")
    assert series.rows == ((date(2022, 2, 1), 1, 10, 10, 2, 2),)
    assert series.columns == ("period", "happenings", "mentions", "articles", "outlets", "all_happenings")


def test_a_treaty_of_1997_told_in_2022_counts_in_1997():
    assert figures(measured("ties RUS BLR", "1997-04-02 RUS+BLR -> SUPPORT", by="year")) == ["1997-01-01 5"]


def test_only_what_was_done_counts_unless_asked_for():
    record = SmallRecord()
    for status in ("happened", "ongoing", "ended", "planned", "demanded", "hypothetical", "denied"):
        tell(record, "2022-02-18 RUS -> BLR AID", status=status)
    series = ask(record, "ties RUS BLR")
    assert (figures(series), str(series.left_out)) == (["2022-02-01 30"], "left out: 4 of another status")
    assert figures(ask(record, "ties RUS BLR", status=("planned",))) == ["2022-02-01 10"]


@pytest.mark.parametrize(
    "days, by, placed",
    [
        ("2022-01-31..2022-02-02", "month", "2022-02-01"),  # a visit over the end of the month: its middle day
        ("2022-01-01..2022-01-31", "month", "2022-01-01"),
        ("2022-07-01..2022-12-31", "year", "2022-01-01"),
        ("2022-06-30", "week", "2022-06-27"),  # weeks begin on Monday
        ("2022-06-30", "day", "2022-06-30"),
        ("2022-02-01..2022-03-15", "month", "left out: 1 too vaguely dated"),
        ("2021-01-01..2022-12-31", "year", "left out: 1 too vaguely dated"),
        ("undated", "year", "left out: 1 undated"),
    ],
)
def test_a_happening_stands_in_the_period_of_its_days_or_is_left_out_and_counted(days, by, placed):
    series = measured("volume RUS BLR", f"{days} RUS -> BLR AID", by=by)
    assert (str(series.rows[0][0]) if series.rows else str(series.left_out)) == placed


def test_how_many_happenings_are_dated_by_their_report_alone_is_said():
    record = SmallRecord()
    tell(record, "2022-07-01 RUS -> BLR AID", time_words=None)
    tell(record, "2022-07-01 BLR -> RUS SUPPORT", time_words="on Friday")
    tell(record, "2014-01-01.. RUS -> BLR SUPPORT")
    series = ask(record, "ties RUS BLR")
    assert figures(series) == ["2022-07-01 15"]
    assert series.dating == "1 dated by their report alone; left out: 1 undated"


def test_since_and_until_are_both_included():
    told = [f"2022-02-{day} RUS -> BLR AID" for day in ("09", "10", "11", "12")]
    series = measured("volume RUS BLR", *told, by="day", since=date(2022, 2, 10), until=date(2022, 2, 11))
    assert figures(series) == ["2022-02-10 1", "2022-02-11 1"]
    assert series.left_out.outside == 2


def test_a_bloc_is_its_members_of_the_day():
    told = ("2019-05-05 GBR -> BLR SANCTION", "2021-05-05 GBR -> BLR SANCTION", "2021-05-06 EUR -> BLR SANCTION")
    assert figures(measured("pressure EU BLR", *told, by="year")) == ["2019-01-01 6", "2021-01-01 6"]
    assert figures(measured("pressure WEST BLR", *told, by="year")) == ["2019-01-01 6", "2021-01-01 12"]


def test_the_west_as_an_actor_of_its_own_belongs_to_the_bloc():
    assert figures(measured("pressure west BLR", "2022-07-01 the West -> BLR ACCUSE")) == ["2022-07-01 3"]


def test_allies_who_punish_together_are_no_quarrelling_dyad():
    series = measured("tension USA GBR", "2021-08-09 USA+GBR -> SANCTION", "2021-08-09 USA+GBR -> BLR SANCTION")
    assert series.rows == ()


@pytest.mark.parametrize("told", ["RUS+UKR -> CONCEDE", "RUS+UKR -> ASSAULT", "RUS+UKR -> SUPPORT"])
def test_a_ceasefire_a_clash_and_a_treaty_are_between_those_who_make_them(told):
    assert len(measured("tension RUS UKR", f"2014-09-05 {told}").rows) == 1


def test_a_member_does_not_press_itself():
    assert measured("pressure EU WEST", "2021-08-09 POLLEG -> POLGOV ACCUSE").rows == ()


def test_a_dimension_keeps_the_happenings_of_its_contexts():
    record = SmallRecord()
    tell(record, "2022-02-10 RUS+BLR -> COOPERATE", contexts=["military"])
    tell(record, "2022-02-11 RUS+BLR -> SUPPORT", contexts=["economic", "diplomatic"])
    assert figures(ask(record, "ties RUS BLR", dimension="defence")) == ["2022-02-01 9.5"]
    assert figures(ask(record, "ties RUS BLR", dimension="economic")) == ["2022-02-01 5"]
    assert figures(ask(record, "ties RUS BLR", dimension="energy")) == ["2022-02-01 0"]


@pytest.mark.parametrize(
    "question, asked, words",
    [
        ("warmth RUS BLR", {}, 'no measure "warmth"'),
        ("ties RUS RU", {}, '"RU" is neither'),
        ("ties RUS BRICKS", {}, "did you mean BRICS?"),
        ("ties RUS rus", {}, "the same side"),
        ("ties RUS BLR", {"by": "decade"}, 'no period "decade"'),
        ("ties RUS BLR", {"dimension": "monetary"}, "no context of an event tells of monetary ties"),
        ("ties RUS BLR", {"dimension": "love"}, 'no dimension "love"'),
        ("tension RUS BLR", {"dimension": "energy"}, "tension has no dimensions"),
        ("ties RUS BLR", {"since": date(2022, 2, 1), "until": date(2022, 1, 1)}, "before they begin"),
        ("ties RUS BLR", {"status": ("done",)}, 'no status "done"'),
    ],
)
def test_a_question_without_sense_gets_a_word(question, asked, words):
    with pytest.raises(WrongCall, match=words.replace("?", r"\?")):
        measured(question, **asked)


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_says_its_unit_and_what_a_missing_period_means(name):
    said = definition(name)
    assert said.lower().startswith(name) and "\nUnit: " in said and "no row, not 0" in " ".join(said.split())


def test_a_series_is_an_arrow_table_with_its_types():
    table = measured("tension RUS UKR", "2022-02-24 RUS -> UKR REQUEST").to_arrow()
    assert [str(kind) for kind in table.schema.types] == ["date32[day]", "double", "double", *["int64"] * 3]
    assert table.column("conflict_share").to_pylist() == [None]


def test_every_figure_can_be_walked_back_to_its_happenings():
    record = SmallRecord()
    aid = tell(record, "2022-02-03 RUS -> BLR AID")
    thanks = tell(record, "2022-02-20 BLR -> RUS SUPPORT")
    vague = tell(record, "2020-01-01..2022-12-31 RUS+BLR -> COOPERATE")
    month = date(2022, 2, 1)
    assert counted(record, Asked(measure="ties", source="RUS", target="BLR")) == (
        (thanks, "SUPPORT", month, False, True, None),
        (aid, "AID", month, True, False, None),
        (vague, "COOPERATE", None, True, True, "vague"),
    )


def test_docs_print_every_definition_as_it_stands_above_the_query():
    said = (Path(__file__).parents[1] / "docs" / "measures.md").read_text("utf-8")
    for name in ("dyad", *MEASURES):
        assert definition(name) in said, name
    for dimension, contexts in DIMENSIONS.items():
        assert f"| {dimension} | {', '.join(contexts) or 'none'} |" in said

"""A measured series as an Altair chart: the figure above, the number of happenings behind it below.

Colours are of the Okabe-Ito palette (https://jfly.uni-koeln.de/color/), told apart by colour-blind readers too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Any

import altair as alt

from comity.measures import Series, period_name
from comity.measures.measure import next_period, with_gaps

Chart = Any  # a chart of Altair's, whose own methods are typed so
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"  # vl-convert carries the first: same bytes on every machine
WIDTH = 720  # px, without axes
COLOURS = {"ties": ("#56B4E9", "#0072B2"), "pressure": ("#E69F00", "#D55E00")}  # verbal, material
INK, FAINT, GREY = "#1f2328", "#d8dee4", "#8c959f"
AXIS_TITLES = {"tension": "cooperation  ←  mean score  →  conflict", "volume": "happenings"}
AXES: dict[str, Any] = {
    "labelColor": INK,
    "titleColor": INK,
    "gridColor": FAINT,
    "domainColor": GREY,
    "tickColor": GREY,
    "labelFontSize": 12,
    "titleFontSize": 12,
    "titleFontWeight": "normal",
    "labelFlush": False,
}
DAYS = {"day": 1, "week": 7, "month": 28, "year": 365}  # of a period, at least: the axis needs no finer ticks
FILLED = 0.86  # share of a period that its bar fills

Values = list[dict[str, Any]]


def chart(series: Series) -> Chart:
    """The chart of a series; empty axes where it has no row."""
    figure = _line(series) if series.asked.measure == "tension" else _bars(series)
    parts = [figure] if series.asked.measure == "volume" else [figure, _counts(series)]
    return (
        alt.vconcat(*parts, title=_title(series), description=_description(series), spacing=12)
        .resolve_scale(color="independent")
        .configure(font=FONT, background="#ffffff", padding=12)
        .configure_view(stroke=None)
        .configure_axis(**AXES)
        .configure_title(anchor="start", fontSize=17, subtitleFontSize=12.5, subtitleColor="#57606a", offset=14)
        .configure_legend(orient="top", labelFontSize=12, symbolType="square", title=None, labelColor=INK)
    )


def _title(series: Series) -> alt.TitleParams:
    asked = series.asked
    both = "" if series.measure.directed else ", both directions"
    rests_on = f"{sum(series.column('happenings')):,} happenings"
    rests_on += f", {series.by_report:,} of them dated by their report alone" if series.by_report else ""
    blank = f"{series.left_out}; a blank {asked.by}: the record tells of nothing"
    return alt.TitleParams(
        text=f"{series.title}, by {asked.by}", subtitle=[f"{series.measure.unit}{both}", rests_on, blank]
    )


def _description(series: Series) -> str:
    """What a screen reader says of the chart."""
    value = series.column(series.measure.value)
    if not value:
        return f"{series.title}: nothing in the record."
    low, high = min(value), max(value)
    return (
        f"{series.title}, by {series.asked.by}, {series.rows[0][0]} to {series.rows[-1][0]}: "
        f"{len(value)} rows, {series.measure.unit} from {low:g} to {high:g}."
    )


def _bars(series: Series) -> Chart:
    """Bars from the first to the last day of each period, stacked by part where the measure has parts."""
    parts = series.measure.parts or (series.measure.value,)
    encoding: dict[str, Any] = {"y": alt.Y("upto:Q", title=_axis_title(series), axis=_whole(series)), "y2": "from:Q"}
    if series.measure.parts:
        scale = alt.Scale(domain=list(parts), range=list(COLOURS[series.asked.measure]))
        encoding["color"] = alt.Color("part:N", scale=scale, legend=alt.Legend(title=None))
        encoding["stroke"] = alt.Stroke("part:N", scale=scale, legend=None)  # so that a thin bar can be seen
    base = alt.Chart(alt.InlineData(values=list(_stacked(series, parts))), width=WIDTH, height=240)
    bars = base.mark_bar(color="#0072B2").encode(
        x=_x(series, "left", labels=not series.measure.parts),
        x2="right:T",
        tooltip=_tooltip(series),
        description="says:N",
        **encoding,
    )
    return bars.properties(name="figure")


def _stacked(series: Series, parts: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for row in _rows(series):
        below = 0.0
        for part in parts:
            if row[part]:
                yield {**row, "part": part, "from": below, "upto": below + row[part]}
            below += row[part]


def _line(series: Series) -> Chart:
    """A line that breaks at gaps, a point for each period."""
    zero_darker = alt.condition("datum.value == 0", alt.value(GREY), alt.value(FAINT))
    y = alt.Y(
        "tension:Q", title=_axis_title(series), scale=alt.Scale(domain=[-10, 10]), axis=alt.Axis(gridColor=zero_darker)
    )
    shades = alt.Scale(domain=[-10, 0, 10], range=["#0072B2", "#bbbbbb", "#D55E00"])
    base = alt.Chart()
    line = base.mark_line(color=INK, strokeWidth=1.5, invalid="break-paths-filter-domains")
    points = base.mark_circle(size=55, opacity=1, stroke=INK, strokeWidth=0.6, invalid="filter").encode(
        color=alt.Color("tension:Q", legend=None, scale=shades), tooltip=_tooltip(series), description="says:N"
    )
    layers = alt.layer(line, points, data=alt.InlineData(values=list(_with_breaks(series))), name="figure")
    return layers.encode(x=_x(series, "middle", labels=False), y=y).properties(width=WIDTH, height=240)


def _counts(series: Series) -> Chart:
    """The happenings of each period: how much the figure above rests on."""
    base = alt.Chart(alt.InlineData(values=list(_rows(series))), width=WIDTH, height=70, name="counts")
    y = alt.Y("happenings:Q", title="happenings", axis=alt.Axis(tickCount=2, format="d", grid=True))
    return base.mark_bar(color=GREY).encode(
        x=_x(series, "left"), x2="right:T", y=y, y2="none:Q", tooltip=_tooltip(series), description="says:N"
    )


def _x(series: Series, field: str, *, labels: bool = True) -> alt.X:
    scale = alt.Scale(type="utc", **_domain(series)) if series.rows else alt.Scale(type="utc")
    axis: dict[str, Any] = {
        "labelOverlap": "greedy",
        "labelSeparation": 10,
        "tickMinStep": DAYS[series.asked.by] * 86_400_000,
    }
    if series.asked.by == "year" and series.rows:
        axis = {"labelOverlap": "greedy", "values": _middles(series), "format": "%Y"}
    return alt.X(f"{field}:T", scale=scale, axis=alt.Axis(title=None, grid=False, labels=labels, ticks=labels, **axis))


def _middles(series: Series) -> list[alt.DateTime]:
    """The middle of each year, so that its number stands under its bar."""
    years = range(series.rows[0][0].year, series.rows[-1][0].year + 1)
    return [alt.DateTime(year=year, month=7, date=2, utc=True) for year in years]


def _domain(series: Series) -> dict[str, alt.DateTime]:
    """The first day of the first period and the first day after the last."""
    ends = {"domainMin": series.rows[0][0], "domainMax": next_period(series.rows[-1][0], series.asked.by)}
    return {end: alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True) for end, day in ends.items()}


def _whole(series: Series) -> alt.Axis:
    return alt.Axis(format=",~f", tickCount=5, tickMinStep=1)


def _axis_title(series: Series) -> str:
    return AXIS_TITLES.get(series.asked.measure, "points")


def _rows(series: Series) -> Iterator[dict[str, Any]]:
    """The series' rows by column name, with the middle of each period and the ends of its bar."""
    for row in series.rows:
        named = dict(zip(series.columns, row, strict=True))
        first = datetime.combine(row[0], time())
        length = next_period(row[0], series.asked.by) - row[0]
        left, middle, right = (first + length * share for share in ((1 - FILLED) / 2, 0.5, (1 + FILLED) / 2))
        days = {"period": row[0].isoformat(), "left": _utc(left), "middle": _utc(middle), "right": _utc(right)}
        yield {**named, **days, "none": 0, "name": period_name(row[0], series.asked.by), "says": _says(series, named)}


def _says(series: Series, named: Mapping[str, Any]) -> str:
    """What a screen reader says of one period."""
    value = f"{named[series.measure.value]:.2f}".rstrip("0").rstrip(".")
    period = period_name(named["period"], series.asked.by)
    return f"{period}: {series.measure.value} {value}, happenings {named['happenings']}"


def _utc(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes") + "Z"


def _with_breaks(series: Series) -> Iterator[dict[str, Any]]:
    """The rows, and one without a value in each gap."""
    rows = iter(_rows(series))
    gap = False
    for period, row in with_gaps(series):
        if row is not None:
            yield next(rows)
        elif not gap:
            yield {"middle": period.isoformat(), "tension": None}
        gap = row is None


def _tooltip(series: Series) -> list[alt.Tooltip]:
    named = [alt.Tooltip("name:N", title=series.asked.by)]
    return named + [alt.Tooltip(f"{name}:Q", format=",.2~f") for name in series.columns[1:]]

"""Charts on disk and on the wire.

Altair and vl-convert are loaded when the first chart is drawn; neither asks the network.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from comity.faults import RecordFault, WrongCall
from comity.measures import Series

SCALE = 2.0  # pixels of a PNG per px of the chart: sharp in print and on dense screens


def spec(series: Series) -> dict[str, Any]:
    """The chart as a Vega-Lite specification with its data in it; the same for the same series."""
    import altair as alt

    from comity.plots.chart import chart

    with alt.data_transformers.enable("default", consolidate_datasets=False):
        drawn: dict[str, Any] = chart(series).to_dict()
    return drawn


def svg(series: Series) -> str:
    """The chart as SVG text."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(json.dumps(spec(series)))
    return drawn


def png(series: Series) -> bytes:
    """The chart as PNG, white behind it."""
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_png(json.dumps(spec(series)), scale=SCALE)
    return drawn


def draw(series: Series, path: Path) -> None:
    """Write the chart to a file named *.svg or *.png; raises WrongCall for another name."""
    suffix = path.suffix.lower()
    if suffix not in (".svg", ".png"):
        raise WrongCall("plot", f'cannot draw "{path.name}"', remedy="name a file that ends in .svg or .png")
    content = svg(series).encode() if suffix == ".svg" else png(series)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise RecordFault("plot", error.strerror or str(error), place=str(path)) from error

"""A measured series -> a chart: as Vega-Lite for the browser, as SVG or PNG on disk."""

from comity.plots.draw import draw, png, spec, svg

__all__ = ["draw", "png", "spec", "svg"]

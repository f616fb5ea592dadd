"""Record -> the reading room: four pages and the same lists as JSON, on this machine only."""

from comity.web.app import create_app, vega_bundle

__all__ = ["create_app", "vega_bundle"]

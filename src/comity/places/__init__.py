"""Sentences in, places with country and coordinates out."""

from comity.places.find import find_places

__all__ = ["find_places"]

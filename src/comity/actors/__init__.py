"""Article and sentences in, coded actors with their mentions out."""

from comity.actors.acting import without_places
from comity.actors.find import find_actors

__all__ = ["find_actors", "without_places"]

"""Article and sentences in, coded actors with their mentions out."""

from comity.actors.acting import who_act
from comity.actors.find import find_actors

__all__ = ["find_actors", "who_act"]

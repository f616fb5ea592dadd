"""Did it happen? The status of a deed from the words around its trigger, after the codebook's auxiliary rules."""

from comity.events.mood import MUST
from comity.events.nouns import noun_status
from comity.events.standing import Standing
from comity.events.verbs import verb_status

__all__ = ["MUST", "Standing", "noun_status", "verb_status"]

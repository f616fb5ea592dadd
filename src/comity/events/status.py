"""Did it happen? The status of a deed from the words around its trigger, after the codebook's auxiliary rules."""

from comity.events.mood import MUST
from comity.events.nouns import noun_status
from comity.events.standing import DONE, Standing
from comity.events.verbs import verb_status
from comity.vocabulary import ParsedSentence

__all__ = ["MUST", "Standing", "in_course", "noun_status", "verb_status"]
DEEDS = frozenset({"COOPERATE", "AID", "MOBILIZE", "COERCE", "ASSAULT", "SANCTION", "PROTEST"})


def in_course(sentence: ParsedSentence, head: int, kind: str, standing: Standing, headline: bool) -> Standing:
    """A deed told in the plain present goes on ("it supplies gas"); what is said so was said ("it urges restraint")."""
    plain = kind in DEEDS and standing == DONE and not headline
    return Standing("ongoing", None) if plain and sentence.tokens[head].tag in {"VBZ", "VBP"} else standing

"""When a city stands for its state: "Minsk agreed", "the shelling of Aleppo", not "talks in Minsk"."""

from __future__ import annotations

from collections.abc import Sequence

from comity.actors.spotting import Unit, word_at
from comity.actors.told import LOCATIVE
from comity.vocabulary import Token

TOWARDS = frozenset((
    "with", "by", "between", "to", "against", "toward", "towards", "for", "on", "than", "upon", "among", "like",
    "into",
))  # fmt: skip
NO_METONYM = frozenset(("Geneva", "The Hague", "the Hague", "Vienna", "Amsterdam"))  # never stand for their own state
SENT = frozenset((
    "invitation", "request", "pressure", "support", "aid", "help", "demand", "call", "proposal", "message",
    "letter", "assurance", "guarantee", "loan", "order", "instruction", "reply", "response", "backing",
    "permission", "approval", "signal", "threat", "protest", "criticism", "condemnation", "offer", "assistance",
    "concession", "warning", "praise", "rebuke", "anger", "outrage", "fire", "ambassador", "envoy", "diplomat",
    "recall", "withdraw",
))  # fmt: skip
SITES = frozenset((  # what only stands in the city named before it
    "restaurant", "hotel", "suburb", "airport", "street", "square", "conference", "hospital", "court", "prison",
    "mosque", "church", "university", "school", "bureau", "office", "headquarters", "market", "stadium", "park",
    "museum", "station", "apartment", "home", "house", "district", "neighborhood", "neighbourhood", "port", "bank",
    "building", "area", "region", "resident", "correspondent", "newspaper", "stock", "exchange", "film", "festival",
    "university", "cafe", "bridge", "metro", "theatre", "theater", "cathedral", "summit", "treaty",
))  # fmt: skip
ATTACKS = frozenset((
    "attack", "bombardment", "bombing", "shelling", "assault", "siege", "raid", "strike", "airstrike", "offensive",
    "capture", "invasion", "occupation", "storming", "blockade", "advance", "massacre", "fire", "march",
))  # fmt: skip


ARRIVING = frozenset(("arrive", "land", "arrival"))  # in a city: its state is the host
VISITS = frozenset(("visit", "trip", "mission", "tour", "pilgrimage", "voyage"))


def city_acts(unit: Unit, tokens: Sequence[Token]) -> bool:
    """Whether a city stands for its state: a capital that is no place here, or a town that is hit."""
    token = tokens[unit.end - 1]
    before = word_at(unit.start - 1, tokens)
    if before == "from" and _sent_from(unit.start - 1, tokens):
        return unit.readings[0].capital and unit.text not in NO_METONYM
    if _attacked(unit, tokens):
        return True
    if unit.readings[0].capital and unit.text not in NO_METONYM and token.dep == "poss":
        return tokens[token.head].lemma not in SITES
    if unit.text in NO_METONYM or before in LOCATIVE:
        return before in ("in", "at") and tokens[tokens[unit.start - 1].head].lemma in ARRIVING
    if not unit.readings[0].capital:
        visited = before == "to" and tokens[tokens[unit.start - 1].head].lemma in VISITS
        return visited or (token.dep == "dobj" and tokens[token.head].lemma not in ("leave", "quit"))
    if word_at(unit.end, tokens) in ("(", ":", "–", "—") and unit.start <= 1:
        return False
    if token.dep == "compound" and tokens[token.head].lemma in SITES:
        return False
    if token.dep in ("nsubj", "nsubjpass", "poss", "conj", "dobj", "compound", "dative", "ROOT"):
        return not _listed_as_place(unit, tokens)
    if token.dep == "nmod" and unit.start == 0:  # a headline read as a noun: "Oslo and Lima sign pact"
        return True
    return token.dep == "pobj" and before in TOWARDS


def _attacked(unit: Unit, tokens: Sequence[Token]) -> bool:
    """Whether a town is what an attack is made on: "the shelling of Aleppo", "a raid on Gaza"."""
    at = unit.end - 1
    if tokens[at].dep == "pobj" and word_at(tokens[at].head, tokens) in ("of", "on", "against", "upon"):
        at = tokens[at].head
    elif tokens[at].dep != "compound":
        return False
    return tokens[tokens[at].head].lemma in ATTACKS


def _sent_from(at: int, tokens: Sequence[Token]) -> bool:
    """Whether what is "from" the city is of its state, or called from there: "an invitation from Wellington"."""
    while tokens[at].head != at and tokens[at].pos in ("ADP", "NOUN"):
        at = tokens[at].head
        if tokens[at].lemma in SENT:
            return True
    return False


def _listed_as_place(unit: Unit, tokens: Sequence[Token]) -> bool:
    """Whether a city is joined to one after a locative preposition: "in Paris and London"."""
    at = unit.end - 1
    while tokens[at].dep == "conj" and tokens[at].head != at:
        at = tokens[at].head
    return tokens[at].dep == "pobj" and tokens[tokens[at].head].text.lower() in LOCATIVE

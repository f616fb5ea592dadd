"""What an article tells of its names before its sentences are read: surnames, initials, towns, namesakes of places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from comity.lexicons.actors import ActorLexicon
from comity.vocabulary import ParsedSentence, Token

LOCATIVE = frozenset((
    "in", "at", "near", "outside", "around", "inside", "across", "throughout", "from", "of", "over",
))  # fmt: skip
NAME_PARTS = frozenset((
    "al", "el", "bin", "ben", "ibn", "abu", "de", "da", "di", "der", "den", "van", "von", "du", "ul", "do", "dos",
))  # fmt: skip
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
ENDINGS = POSSESSIVE | {",", ".", ")", "-", "–", "—"}
NO_ORGANISATION = frozenset((
    "treaty", "pact", "accord", "accords", "agreement", "protocol", "act", "law", "war", "convention", "summit",
    "conference", "cup", "games", "championship", "talks", "declaration", "constitution", "resolution", "plan",
    "process", "road", "bridge", "airport", "river", "street", "square", "palace", "prize", "award", "day",
    "olympics", "league", "world-cup", "internet", "web", "bill", "deal", "amendment", "code", "memorandum",
    "crisis", "project", "program", "programme", "brexit",
))  # fmt: skip


def surnames_in(sentences: Sequence[ParsedSentence]) -> frozenset[str]:
    """Last words, in lower case, of the full names that the parser finds anywhere in an article."""
    found = set()
    for sentence in sentences:
        for start, end in person_runs(sentence.tokens).items():
            if end - start > 1 and len(sentence.tokens[end - 1].text) > 2:
                found.add(sentence.tokens[end - 1].text.lower())
        found.update(token.text.lower() for token in sentence.tokens if _speaks(token, sentence.tokens))
    return frozenset(found)


def namesakes_in(sentences: Sequence[ParsedSentence], lexicon: ActorLexicon) -> frozenset[str]:
    """Surnames that are places' names too, where the article names a Craig Washington and no place of that name."""
    found, places = set(), set()
    for tokens in (sentence.tokens for sentence in sentences):
        for start, end in person_runs(tokens).items():
            entries = lexicon.names.get(tokens[end - 1].text, ())
            first = tokens[start].text  # "George Washington" is a ship, a bridge
            named = end - start > 1 and first in lexicon.genders and first != "George"
            if named and entries and entries[0].kind in ("country", "city"):
                found.add(tokens[end - 1].text)
        places |= {token.text for before, token in pairwise(tokens) if before.text.lower() in LOCATIVE | {"to"}}
    return frozenset(found - places)


def initials_in(sentences: Sequence[ParsedSentence]) -> frozenset[str]:
    """Initials that stand in brackets after a name of at least two words: "Free Workers Party (FWP)"."""
    found = set()
    for sentence in sentences:
        tokens = sentence.tokens
        for at in range(2, len(tokens) - 2):
            text = tokens[at + 1].text
            bracketed = tokens[at].text == "(" and tokens[at + 2].text == ")" and text.isupper() and text.isalpha()
            word = tokens[at - 1].text
            no_name = word.lower() in NO_ORGANISATION or not word[0].isupper()  # "the Narcotic Drugs Act (NDA)"
            if bracketed and not no_name and 2 < len(text) < 9 and tokens[at - 1].pos == tokens[at - 2].pos == "PROPN":
                found.add(text)
    return frozenset(found)


def places_in(sentences: Sequence[ParsedSentence]) -> frozenset[str]:
    """Words that the parser takes for a place more often than for an organisation."""
    votes: dict[str, int] = {}
    for token in (token for sentence in sentences for token in sentence.tokens):
        if token.entity in ("GPE", "LOC", "FAC", "ORG"):
            votes[token.text] = votes.get(token.text, 0) + (-1 if token.entity == "ORG" else 1)
    return frozenset(text for text, vote in votes.items() if vote > 0)


def towns_in(sentences: Sequence[ParsedSentence], lexicon: ActorLexicon) -> frozenset[str]:
    """Names that the text says are those of towns or regions."""
    return frozenset(
        token.text
        for sentence in sentences
        for at, token in enumerate(sentence.tokens)
        if token.pos == "PROPN" and _town_told(at, sentence.tokens, lexicon)
    )


def _town_told(at: int, tokens: tuple[Token, ...], lexicon: ActorLexicon) -> bool:
    """Whether the text says of a name that it is a town's: "the port of Ilo", "Ilo, a port in Peru"."""

    def is_place(token: Token) -> bool:
        role = lexicon.roles.get(token.lemma)
        return role is not None and role.kind in ("place", "land")

    if at > 1 and tokens[at - 1].text == "of" and is_place(tokens[at - 2]):
        return True
    if at + 2 >= len(tokens) or tokens[at + 1].text != "," or tokens[at + 2].lemma not in ("a", "the"):
        return False
    return any(is_place(token) for token in tokens[at + 3 : at + 6])


def _speaks(token: Token, tokens: tuple[Token, ...]) -> bool:
    """Whether a name of unknown kind is the subject of a verb of saying: then it is a person's."""
    return (
        token.pos == "PROPN"
        and token.dep == "nsubj"
        and tokens[token.head].lemma in ("say", "tell", "add", "warn", "insist")
        and token.entity in ("", "PERSON")
        and token.text[0].isupper()
        and token.text[1:].islower()
    )


def person_runs(tokens: tuple[Token, ...]) -> dict[int, int]:
    """Start -> end of each run of tokens that the parser takes for a person's name, without "'s" and titles."""
    runs: dict[int, int] = {}
    at = 0
    while at < len(tokens):
        if tokens[at].entity != "PERSON":
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and tokens[end].entity == "PERSON" and not tokens[end].entity_start:
            end += 1
        stop = end
        while stop > at and tokens[stop - 1].text in ENDINGS:
            stop -= 1
        thing = at > 0 and tokens[at - 1].text.lower() in ("a", "an")  # "fired an Oreshnik"
        if stop > at and not thing and tokens[at].text[0].isupper() and tokens[at].pos not in ("VERB", "ADJ"):
            runs[at] = stop
            if _goes_on(at, tokens):
                runs[at - 2] = stop
        at = end
    return runs


def _goes_on(at: int, tokens: tuple[Token, ...]) -> bool:
    """Whether a name that the parser cut at a particle begins two tokens before: "Maria do" before "Carmo Silveira"."""
    if at < 2 or tokens[at - 1].text not in NAME_PARTS:
        return False
    first = tokens[at - 2]
    return first.pos == "PROPN" and first.entity in ("", "PERSON") and first.text[0].isupper() and len(first.text) > 2

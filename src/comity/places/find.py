"""Sentences -> the places they name, with country and coordinates."""

from __future__ import annotations

from comity.lexicons.places import STREETS, PlaceLexicon
from comity.vocabulary import ParsedSentence, Place


def find_places(sentences: tuple[ParsedSentence, ...], places: PlaceLexicon) -> tuple[Place, ...]:
    """The places that the sentences name, in order; countries have no coordinates."""
    found: list[Place] = []
    for sentence in sentences:
        at = 0
        while at < len(sentence.tokens):
            place, end = _place_at(at, sentence, places)
            if place is not None:
                found.append(place)
            at = end
    return tuple(found)


def _place_at(at: int, sentence: ParsedSentence, places: PlaceLexicon) -> tuple[Place | None, int]:
    """The longest place name that begins at a token, and the token after it."""
    tokens = sentence.tokens
    reach = places.reach.get(tokens[at].text.partition("-")[0].partition("'")[0].rstrip("."))
    reach = reach or places.reach.get(tokens[at].text) or places.reach.get(tokens[at].text.title())
    if not reach or tokens[at].entity == "PERSON":
        return None, at + 1
    text, best = "", None
    for end in range(at, len(tokens)):
        gap = " " if end > at and tokens[end].start > tokens[end - 1].end else ""
        text += gap + tokens[end].text.replace("’", "'")
        if len(text) > reach:
            break
        entry = places.names.get(text) or (places.names.get(text.title()) if text.isupper() else None)
        if entry is not None:
            best = entry, end + 1
    if best is None:
        return None, at + 1
    entry, end = best
    if end < len(tokens) and tokens[end].text in STREETS:  # "Haifa Street" is in Baghdad
        return None, end
    place = Place(
        start=tokens[at].start,
        end=tokens[end - 1].end,
        name=entry.name,
        country=entry.country,
        latitude=entry.latitude,
        longitude=entry.longitude,
    )
    return place, end

"""The stretch of a text around the words that were searched for."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

LENGTH = 240  # characters


def snippet(text: str, words: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """Pieces of the text around the first word found, each with whether it is one of the words.

    >>> snippet("Talks in Minsk ended.", ["minsk"])
    (('Talks in ', False), ('Minsk', True), (' ended.', False))
    """
    plain = fold(text)
    places = [at for at in (plain.find(word) for word in words) if at >= 0]
    start = _word_start(text, max(0, min(places, default=0) - LENGTH // 3))
    end = _word_end(text, min(len(text), start + LENGTH))
    found = [("… ", False)] if start else []
    found += _cut(text[start:end], plain[start:end], words)
    return tuple(found + ([(" …", False)] if end < len(text) else []))


def fold(text: str) -> str:
    """Lower case without accents, character for character: places in it are places in the text."""
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    """The letter under its accents, in lower case; the character itself where that is no single letter."""
    low = unicodedata.normalize("NFD", character.lower())[:1]
    return low or character


def _word_start(text: str, at: int) -> int:
    """The start of the word after the cut, so that none is cut in two."""
    if at == 0:
        return 0
    space = text.find(" ", at)
    return space + 1 if 0 <= space < at + 40 else at


def _word_end(text: str, at: int) -> int:
    """The end of the last whole word before the cut."""
    space = text.rfind(" ", 0, at)
    return at if at == len(text) or space < at - 40 else space


def _cut(text: str, plain: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    at = 0
    while at < len(text):
        places = [(place, -len(word)) for word in words if (place := plain.find(word, at)) >= 0]
        if not places:
            break
        place, length = min(places)
        pieces += [(text[at:place], False)] if place > at else []
        pieces.append((text[place : place - length], True))
        at = place - length
    return pieces + ([(text[at:], False)] if at < len(text) else [])

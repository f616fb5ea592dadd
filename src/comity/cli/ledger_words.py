"""Entries of the ledger, and what reviewers agree on, as words for the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from comity.cli.words import SHORT_ID, short, shortened
from comity.record.ledger import AboutActor, AboutArticle, AboutEvent, Correction

if TYPE_CHECKING:
    from comity.review import Agreement

NAMED = 3  # things named of one entry
WIDTH = 40


def counted(count: int, one: str, many: str) -> str:
    """How many of them.

    >>> counted(1, "entry", "entries"), counted(1200, "entry", "entries")
    ('1 entry', '1,200 entries')
    """
    return f"{count:,} {one if count == 1 else many}"


def entry_line(one: Correction) -> str:
    """An entry in one line: its id, who and when, what, and why."""
    value = f" {one.value[:SHORT_ID] if one.action == 'undo' else one.value}" if one.value else ""
    why = f": {one.why}" if one.why else ""
    about = _things(one)
    return f"{one.id[:SHORT_ID]}  {one.on}  {one.by}  {one.action}{value}{'  ' + about if about else ''}{why}"


def _things(one: Correction) -> str:
    """What an entry is about, by its article and words."""
    named = [_thing(about) for about in one.about[:NAMED]]
    more = len(one.about) - len(named)
    return ", ".join(named) + (f" and {more:,} more" if more else "")


def _thing(about: AboutEvent | AboutActor | AboutArticle) -> str:
    article = short(about.article)
    if isinstance(about, AboutArticle):
        return article
    if isinstance(about, AboutActor):
        return f'{article} {about.code or "uncoded"} "{shortened(about.name, WIDTH)}"'
    return f'{article} {about.read.type} "{shortened(about.words, WIDTH)}"'


def print_agreement(found: Iterable[Agreement]) -> None:
    """Krippendorff's alpha for each question."""
    click.echo(f"{'question':10} {'reviewers':>9} {'events':>7} {'alpha':>6}   (Krippendorff, nominal)")
    for one in found:
        alpha = "-" if one.alpha is None else f"{one.alpha:.3f}"
        click.echo(f"{one.question:10} {one.reviewers:9} {one.items:7,} {alpha:>6}")

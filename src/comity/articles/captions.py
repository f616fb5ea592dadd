"""The captions of an HTML page's pictures."""

from __future__ import annotations

import re
from typing import Any

from comity.articles.flattened import STRONG
from comity.articles.lines import read_lines
from comity.lexicons.outlets import Outlets

CAPTION = re.compile(
    r"(?<![a-z])(?:caption(?:-?text)?|(?:photo|image|img|picture|media|foto)[-_]+(?:desc|description|text))(?![a-z])",
    re.IGNORECASE,
)
CREDIT = re.compile(r"(?<![a-z])(?:photo-?)?(?:credits?|copyright|source|byline|attribution)(?![a-z])", re.IGNORECASE)
CREDITED = re.compile(
    r"[\s.|(/–—-]*\b(?:photo(?:graph)?s?|image|picture|credit)s?(?: by| courtesy of)?\s*:\s*\S.{0,70}$", re.I
)
NEVER = "ancestor::aside|ancestor::nav|ancestor::footer"
FEWEST, MOST = 5, 110  # words of a caption


def captions_of(tree: Any, title: str | None, outlets: Outlets) -> dict[str, str]:
    """The captions of the article's pictures, each once: without their credit -> as they stand on the page."""
    shown: dict[str, str] = {}
    for element in pictured(tree):
        words = without_credit(element)
        if FEWEST <= len(words.split()) <= MOST and words not in shown and words != title and not element.xpath(NEVER):
            shown[words] = " ".join("".join(element.itertext()).split())
    lines = read_lines(list(shown), outlets).rows
    return {line.text: shown[line.text] for line in lines if line.cue not in STRONG}


def pictured(tree: Any) -> list[Any]:
    """The elements that say they are captions; one with another inside is left out."""
    found = [element for element in tree.iter("figcaption", "p", "div", "span", "dd") if is_caption(element)]
    outer = {next(filter(is_caption, element.iterancestors()), None) for element in found}
    return [element for element in found if element not in outer]


def is_caption(element: Any) -> bool:
    """Whether an element's name or class says that it is a caption."""
    return element.tag == "figcaption" or bool(CAPTION.search(element.get("class") or ""))


def without_credit(element: Any) -> str:
    """The element's words without whose picture it is."""
    parts = [element.text or ""]
    for child in element:
        if not (isinstance(child.tag, str) and CREDIT.search(child.get("class") or "")):
            parts.append("".join(child.itertext()) if isinstance(child.tag, str) else "")
        parts.append(child.tail or "")
    words = " ".join("".join(parts).split())
    shorter = CREDITED.sub("", words)
    return shorter if len(shorter.split()) >= FEWEST else words

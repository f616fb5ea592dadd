"""Nouns of what lasts until somebody ends it: an embargo, an inquiry, unrest."""

from __future__ import annotations

import re

from comity.events.grammar import TERMS, VERBAL
from comity.lexicons.status import open_status
from comity.vocabulary import ParsedSentence

NAMES = frozenset({"NOUN", "PROPN"})
YEAR = re.compile(r"(?:1\d|20)\d\d")
CAUSING = frozenset({"cause", "prompt", "provoke", "spark", "trigger"})
OVER = frozenset({"after", "before", "during", "following", "from", "in", "since", "until"})


def is_under_way(sentence: ParsedSentence, noun: int) -> bool:
    """Whether a noun names what lasts until it is ended: "cooperates with the inquiry", "despite the embargo".

    Not what a verb of the past sets up ("imposed an embargo"), what has a year, or what a preposition puts behind.
    """
    lexicon = open_status()
    tokens = sentence.tokens
    token = tokens[noun]
    if token.pos != "NOUN" or token.lemma not in lexicon.words["enduring"]:
        return False
    if any(YEAR.fullmatch(tokens[i].text) for i in sentence.subtree(noun)):
        return False
    if any(tokens[c].dep in {"acl", "relcl"} and tokens[c].tag in {"VBD", "VBN"} for c in sentence.children[noun]):
        return False  # "the sanctions imposed on Peru"
    head = tokens[token.head]
    if token.dep == "pobj":
        above = tokens[head.head]
        if head.lemma == "of" and above.lemma in TERMS and tokens[above.head].lemma in OVER:
            return False  # "during decades of conflict"
        open_in = head.lemma == "in" and (above.pos in NAMES or above.tag in {"VB", "VBG", "VBP", "VBZ"})
        return head.lemma not in OVER or open_in
    if token.dep == "nsubj" and head.lemma in CAUSING:
        perfect = any(tokens[c].dep == "aux" and tokens[c].lemma == "have" for c in sentence.children[token.head])
        return perfect or head.tag in {"VBZ", "VBP"}  # "the boycott has caused shortages"
    if token.dep in {"dobj", "nsubj", "nsubjpass"} and head.pos in VERBAL:
        return head.lemma not in lexicon.words["occurrence"] | lexicon.words["set_up"]
    return token.dep == "attr"

"""Whether a word of time belongs to a name of somebody or something."""

from __future__ import annotations

from comity.times.setting import Match, Setting

PROPER = frozenset({"PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT", "GPE", "LOC", "NORP"})
NAME_BEGINS = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "dame", "bloody", "black"})
NAME_ENDS = frozenset({  # "The Sunday Times", "Good Friday Agreement", "October Revolution"
    "times", "telegraph", "mirror", "express", "mail", "post", "herald", "star", "magazine", "review", "agreement",
    "accord", "accords", "revolution", "movement", "mosque", "brigade", "brigades", "battalion", "club",
})  # fmt: skip


def in_a_name(match: Match, at: Setting, group: str) -> bool:
    """Whether the word belongs to a name of somebody or something ("April Smith", "The Sunday Times")."""
    token = at.token_at(match.start(group))
    after, before = at.token_after(match.end(group)), at.token_before(match.start(group))
    if after and after.text.lower() in NAME_ENDS and after.text[0].isupper():
        return True
    if before and before.text.lower().rstrip(".") in NAME_BEGINS:
        return True
    if token.entity in PROPER and token.tag.startswith("NNP"):
        return True
    return bool(
        after and after.tag.startswith("NNP") and after.dep != "nsubj" and token.dep == "compound"
        and after.entity in PROPER and not after.entity_start and after.start == match.end() + 1
    )  # fmt: skip

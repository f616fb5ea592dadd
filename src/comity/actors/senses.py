"""Whether a word for people means them here: not "security" that somebody lacks, "contempt of court", "join forces"."""

from __future__ import annotations

from collections.abc import Sequence

from comity.vocabulary import Token

ARMS = frozenset((
    "warplane", "warship", "fighter jet", "tank", "artillery", "submarine", "jet", "gunship", "helicopter gunship",
    "aircraft carrier", "destroyer", "frigate", "combat aircraft", "gunboat", "patrol boat", "armour",
))  # fmt: skip
GIVING = frozenset((
    "offer", "sell", "buy", "provide", "supply", "deliver", "give", "purchase", "export", "lend", "donate", "make",
    "ship", "order", "acquire", "sale", "delivery", "shipment", "build",
))  # fmt: skip
CAPTIVES = frozenset(("prisoner", "hostage", "captive"))
POISONS = frozenset(("nerve", "chemical", "biological", "toxic", "choking", "poison", "warfare"))
PEOPLES = frozenset(("court", "procuratorate", "republic", "congress", "bank", "prosecutor"))  # what is the people's
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
BEFORE = frozenset(("amod", "compound", "nmod", "poss"))
NAMED = frozenset(("GPE", "NORP", "ORG"))


def means_people(word: str, start: int, end: int, tokens: Sequence[Token]) -> bool:
    """Whether the role word over tokens `[start, end)` stands for who acts, not for a thing or a state of things."""
    last = tokens[end - 1]
    after = tokens[end].text if end < len(tokens) else ""
    if word in ARMS:  # "offered four warships"
        above = tokens[tokens[last.head].head] if last.dep == "pobj" else tokens[last.head]
        return last.dep not in ("dobj", "pobj", "nsubjpass") or above.lemma not in GIVING
    if word == "security":
        return last.dep in SUBJECTS | BEFORE
    if word == "intelligence":  # "shared intelligence", but "told Israeli intelligence"
        of_somebody = start > 0 and tokens[start - 1].entity in NAMED
        return last.dep in SUBJECTS | BEFORE or (of_somebody and last.dep != "dobj")
    if word == "mission":  # the deed, unless somebody's or the one that does something
        return last.dep in SUBJECTS | BEFORE or _of_a_named(start, end, tokens)
    if word == "source":  # "a source of concern"
        return after.lower() != "of"
    if word == "court":  # "in court", "contempt of court"
        return last.dep != "pobj" or not _is_bare(start, tokens) or tokens[last.head].text.lower() == "by"
    if word == "force":  # "by force", "join forces"
        joined = tokens[last.head].lemma == "join"
        return not _is_bare(start, tokens) or last.dep in SUBJECTS | BEFORE or (last.tag == "NNS" and not joined)
    if word == "criminal":  # "the Court of Criminal Appeals"
        return not (last.text[0].isupper() and after[:1].isupper())
    if word in ("agent", "spy"):  # "a nerve agent"
        return not any(token.lemma.lower() in POISONS for token in tokens[max(0, start - 2) : end])
    if word == "opposition":  # "his opposition to the plan"
        return after.lower() != "to" or (end + 1 < len(tokens) and tokens[end + 1].pos == "VERB")
    if word == "party":  # "a party to the treaty"
        return after.lower() != "to" and not (last.dep == "attr" and tokens[start - 1].pos == "DET")
    if word == "majority":  # "the ethnic Albanian majority", not one of votes
        return start > 0 and tokens[start - 1].entity == "NORP"
    if word in CAPTIVES:  # "was taken prisoner", "held hostage"
        return not _is_bare(start, tokens) or last.tag == "NNS" or tokens[last.head].lemma not in ("take", "hold", "in")
    if word == "person" and last.text.lower() == "people":  # "the Intermediate People's Court"
        return not (after in ("'s", "’s") and end + 1 < len(tokens) and tokens[end + 1].lemma.lower() in PEOPLES)
    if word in ("deputy", "national"):  # "Deputy U.S. Trade Representative", "the Bolivian National Oil Company"
        return not (last.text[0].isupper() and after[:1].isupper())
    return True


def ends_a_name(start: int, tokens: Sequence[Token]) -> bool:
    """Whether a word only ends an organisation's name: "High Commission for Refugees", not "Council of Ministers"."""
    if start < 2 or not tokens[start].text[0].isupper():
        return False
    before = tokens[start - 1]
    inside = tokens[start].entity == "ORG" and not tokens[start].entity_start and before.entity == "ORG"
    return inside and before.text.lower() == "for"


def _is_bare(start: int, tokens: Sequence[Token]) -> bool:
    """Whether nothing before a noun tells which one it is: no article, adjective, name or number."""
    return start == 0 or tokens[start - 1].pos in ("VERB", "AUX", "ADP", "CCONJ", "PUNCT", "PART", "ADV")


def _of_a_named(start: int, end: int, tokens: Sequence[Token]) -> bool:
    """Whether a name stands before a noun as its own: "the EU mission", "Chile's mission"."""
    return any(t.head == end - 1 and t.dep in BEFORE and t.entity in NAMED for t in tokens[:start])

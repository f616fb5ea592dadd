"""Whether the verb that governs a word tells of the past or the future."""

from __future__ import annotations

from typing import Literal

from comity.vocabulary import ParsedSentence

Tense = Literal["past", "present", "future"]

FUTURE_MODALS = frozenset(
    {"will", "wo", "'ll", "’ll", "shall", "would", "may", "might", "can", "could", "should", "must"}
)
FUTURE_VERBS = frozenset({  # an infinitive below one of these lies ahead
    "plan", "expect", "schedule", "intend", "aim", "hope", "want", "agree", "promise", "pledge", "vow", "threaten",
    "set", "prepare", "propose", "demand", "urge", "due", "slate", "decide", "need", "await", "anticipate",
    "postpone", "delay", "seek", "invite", "ask", "order", "refuse", "offer", "call", "try",
})  # fmt: skip
TO_COME = frozenset(  # participles whose time is ahead
    {"plan", "expect", "schedule", "slate", "await", "anticipate", "postpone"}
)
AHEAD = frozenset({"due", "effective", "payable", "upcoming", "forthcoming", "starting", "beginning", "ahead"})
ALIKE = frozenset(  # verbs whose past is written as their present
    "beat bet burst cast cost cut hit hurt put quit set shed shut split spread".split()
)
TIMELESS = frozenset(  # adjectives that judge a deed of any time ("found it hard to meet demand in June")
    "able unable difficult easy hard tough impossible possible good bad wrong right happy glad proud sorry sad".split()
)
SAYING = frozenset({"say", "tell", "report", "write", "show", "announce", "claim", "argue", "add", "note", "quote"})


def tense_of(sentence: ParsedSentence, index: int) -> tuple[Tense | None, bool]:
    """Tense of the nearest verb that governs the word, and whether nothing nominal stands between them.

    None: no finite verb above it (a headline, a list). A report in the present tense ("he says") tells of the past.
    """
    tokens = sentence.tokens
    firm = True
    for step in range(len(tokens)):
        token = tokens[index]
        if token.pos in ("VERB", "AUX") or token.tag.startswith("VB"):
            found = _tense_of_verb(sentence, index)
            if found:
                return found, firm
        elif step and token.pos in ("NOUN", "PROPN", "PRON"):
            firm = False
        if token.lemma in AHEAD:
            return "future", firm
        if token.head == index:
            return None, False
        index = token.head
    return None, False


def _tense_of_verb(sentence: ParsedSentence, index: int) -> Tense | None:
    tokens = sentence.tokens
    verb = tokens[index]
    helpers = [tokens[child] for child in sentence.children[index] if tokens[child].dep in ("aux", "auxpass")]
    if any(helper.tag == "MD" and helper.lemma in FUTURE_MODALS for helper in helpers):
        perfect = any(helper.lemma == "have" for helper in helpers)
        return "past" if perfect else "future"
    if verb.lemma in TO_COME and verb.tag == "VBN":
        return "future"
    tags = {helper.tag for helper in helpers} | {verb.tag}
    if any(helper.tag == "TO" for helper in helpers):
        return _tense_of_infinitive(sentence, index)
    if "VBD" in tags or any(helper.lemma == "have" for helper in helpers):
        return "past"
    if tags & {"VBZ", "VBP"}:
        told = verb.lemma in SAYING or (verb.lemma in ALIKE and verb.tag == "VBP")
        return "past" if told or sentence.sentence.part == "title" else "present"
    return "past" if verb.tag == "VBN" else None


def _is_pluperfect(sentence: ParsedSentence, index: int) -> bool:
    return any(
        sentence.tokens[child].dep == "aux" and sentence.tokens[child].text.lower() in ("had", "'d", "’d")
        for child in sentence.children[index]
    )


def _tense_of_infinitive(sentence: ParsedSentence, index: int) -> Tense | None:
    head = sentence.tokens[index].head
    above = sentence.tokens[head]
    if head == index:
        return "future"  # headlines: "X to visit Y"
    if _is_pluperfect(sentence, head) or _is_pluperfect(sentence, above.head):
        return "past"  # "had been due to expire on Friday"
    is_to = above.lemma == "be" and above.tag in ("VBZ", "VBP")  # "is to resume"
    ahead = above.pos in ("NOUN", "PROPN") or (above.pos == "ADJ" and above.lemma not in TIMELESS)
    return "future" if is_to or ahead or above.lemma in FUTURE_VERBS else None

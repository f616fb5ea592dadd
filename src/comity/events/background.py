"""Whether a deed is background: told to explain the news, not as the news."""

from __future__ import annotations

import math
from datetime import timedelta

from comity.events.draft import Draft
from comity.events.grammar import VERBAL, governing_verb
from comity.events.settle import SPEECH
from comity.events.standing import UNREAL
from comity.vocabulary import ParsedSentence, Published, TimeMention

NEWS = timedelta(days=9)  # a deed older than this is no longer the report's news; last week's still is
LEAD = 2  # sentences at the top, where the news stands
BEFORE = frozenset({"after", "following", "follow", "since", "despite", "prior", "amid"})
HABITUAL = frozenset(
    "recently already previously earlier formerly frequently routinely often once long repeatedly traditionally".split()
)
JUST = frozenset({"just", "now"})  # "has just left" is news
STEPS = 4  # verbs above a deed that are asked whether they are background
WITHIN = frozenset({"ccomp", "xcomp", "conj", "pcomp", "advcl"})
UTTERED = frozenset({"AGREE", "REQUEST", "ACCUSE", "THREATEN"})
STANDING_NOUNS = frozenset({"ASSAULT", "SANCTION", "REJECT"})
BACKGROUND = frozenset("aside answered earlier long modified old pluperfect since within".split())
# how many times likelier background is: a logistic regression on training/annotations but a1, a4 and b1 (9,520 events)
SIGNS = {
    "old": 11.5, "long": 7.1, "modified": 3.3, "since": 3.2, "within": 3.2, "pluperfect": 2.5, "days ago": 2.1,
    "earlier": 1.4, "aside": 1.2, "participle": 0.9, "noun": 0.7, "yesterday": 0.46, "verb": 0.38, "past": 0.33,
    "unreal": 0.21, "today": 0.1,
}  # fmt: skip
SURE = 0.7  # the model is surer than it is right
PLACES = ((5, 2.1), (2, 1.25))  # first sentence, odds: further down more is background
TOP = 0.68  # odds above, in titles too


def is_historical(
    sentence: ParsedSentence, draft: Draft, mention: TimeMention | None, published: Published, place: int
) -> bool:
    """True for what lies well before publication, and for what grammar sets apart as background.

    `place` counts the body's sentences from 0. A date decides where there is one; else the pluperfect and, below the
    lead, the present perfect, standing positions in the present tense and deeds in subordinate clauses.
    """
    return _sign(sentence, draft, mention, published, place) in BACKGROUND


def background_odds(
    sentence: ParsedSentence, draft: Draft, mention: TimeMention | None, published: Published, place: int
) -> float:
    """How many times likelier background is by date, grammar and place in the article; 1: as likely as elsewhere."""
    sign = _sign(sentence, draft, mention, published, place)
    if sign == "none" or sign == "answered":
        tag = sentence.tokens[draft.head].tag
        sign = "noun" if draft.nominal else "past" if tag == "VBD" else "participle" if tag == "VBN" else "verb"
    return SIGNS[sign] * next((odds for first, odds in PLACES if place >= first), TOP)


def is_background(share: float, odds: float) -> bool:
    """Whether the model's share, 0..1, and what date, grammar and place tell make background likelier than not."""
    return odds * math.pow(share, SURE) > math.pow(1 - share, SURE)


def _sign(sentence: ParsedSentence, draft: Draft, mention: TimeMention | None, published: Published, place: int) -> str:
    """What shows that a deed is background, or the news; "none": nothing does."""
    if mention is not None and _is_long(mention, published) and draft.standing.status == "happened":
        return "long"
    unreal = draft.standing.status in UNREAL
    told = mention is not None and _is_own(sentence, draft.head, mention)
    if not told and not unreal and _is_earlier(sentence, draft):
        return "earlier"
    if not told and not unreal and _is_pluperfect(sentence, draft.head):
        return "pluperfect"
    dated = _dated(sentence, draft, mention, published)
    if dated is not None:
        return dated
    if _is_pluperfect(sentence, draft.head):
        return "pluperfect"
    if _is_within(sentence, draft, place):
        return "within"
    if unreal:
        return "unreal"
    if _is_answered(sentence, draft):
        return "answered"
    if _is_modified(sentence, draft.head):
        return "modified"
    if _is_earlier(sentence, draft):
        return "earlier"
    stands = draft.standing.status == "ongoing" and sentence.tokens[draft.head].dep == "relcl"  # "who opposes it"
    stands = stands and draft.kind in SPEECH and sentence.tokens[draft.head].tag in {"VBZ", "VBP"}
    return "aside" if stands or (place >= LEAD and _is_aside(sentence, draft)) else "none"


def _dated(sentence: ParsedSentence, draft: Draft, mention: TimeMention | None, published: Published) -> str | None:
    """What the deed's date tells: how long before publication it lies; None: it tells nothing."""
    if mention is None or published.earliest is None:
        return None
    if mention.latest and mention.latest < published.earliest - NEWS:
        return "old"
    since = _is_since(sentence, mention)
    lasting = draft.standing.status in {"ongoing", "denied"}
    if mention.earliest and not lasting and mention.earliest >= published.earliest - NEWS:
        days = (published.earliest - mention.latest).days if mention.latest else 0
        return "today" if days <= 0 else "yesterday" if days == 1 else "days ago"
    if mention.earliest and since:
        return "since" if mention.earliest < published.earliest - NEWS else "today"
    return None


def _is_long(mention: TimeMention, published: Published) -> bool:
    """Whether the expression spans months of the past ("earlier this year"): a deed so dated is not today's."""
    if mention.earliest is None or mention.latest is None or published.latest is None:
        return False
    return mention.latest - mention.earliest > timedelta(days=45) and mention.latest <= published.latest


def _is_within(sentence: ParsedSentence, draft: Draft, place: int) -> bool:
    """What a deed of the background was about: "had offered to send aid", "who said that it would leave"."""
    tokens = sentence.tokens
    verb = governing_verb(sentence, draft.head)
    below = draft.head
    for _ in range(STEPS):
        if verb is None or (below != draft.head and tokens[below].dep not in WITHIN):
            return False
        if _auxiliaries(sentence, verb) & {"had", "'d"}:
            above = governing_verb(sentence, verb)
            return not (tokens[verb].dep == "ccomp" and above is not None and tokens[above].tag == "VBD")
        if place >= LEAD and tokens[verb].dep == "relcl" and tokens[verb].tag == "VBD":
            return True
        below, verb = verb, governing_verb(sentence, verb)
    return False


def _is_answered(sentence: ParsedSentence, draft: Draft) -> bool:
    """A speech act that others react to was made before: "noticed the promise", "conform to the demands"."""
    token = sentence.tokens[draft.head]
    return (
        draft.nominal
        and draft.kind in UTTERED
        and token.dep in {"dobj", "pobj"}
        and any(
            sentence.tokens[c].dep == "det" and sentence.tokens[c].lemma == "the" for c in sentence.children[draft.head]
        )
    )


def _is_earlier(sentence: ParsedSentence, draft: Draft) -> bool:
    """What the news comes after: "following the blasts", "after the premier suggested"."""
    tokens = sentence.tokens
    if draft.nominal:
        above = tokens[draft.head].head
        return tokens[above].lemma in BEFORE or (
            tokens[above].lemma == "to" and tokens[tokens[above].head].lemma in BEFORE
        )
    verb = draft.head
    return tokens[verb].dep in {"advcl", "conj"} and any(
        tokens[c].lemma in BEFORE for c in sentence.children[verb] if tokens[c].dep == "mark"
    )


def _is_own(sentence: ParsedSentence, head: int, mention: TimeMention) -> bool:
    """Whether a time stands in the sentence, and within the clause of a deed that only sets the news after it."""
    inside = sentence.tokens_in(mention.span)
    if sentence.tokens[head].dep not in {"advcl", "conj"}:
        return bool(inside)
    return any(i in sentence.subtree(head) for i in inside)


def _is_since(sentence: ParsedSentence, mention: TimeMention) -> bool:
    inside = sentence.tokens_in(mention.span)
    return bool(inside) and inside[0] > 0 and sentence.tokens[inside[0] - 1].lemma == "since"


def _verb_of(sentence: ParsedSentence, head: int) -> int | None:
    return head if sentence.tokens[head].pos in VERBAL else governing_verb(sentence, head)


def _auxiliaries(sentence: ParsedSentence, verb: int) -> set[str]:
    return {sentence.tokens[c].text.lower() for c in sentence.children[verb] if sentence.tokens[c].dep == "aux"}


def _is_pluperfect(sentence: ParsedSentence, head: int) -> bool:
    """ "had" before the verb, unless a verb of saying in the past shifts the tense back."""
    tokens = sentence.tokens
    verb = _verb_of(sentence, head)
    for _ in range(3):
        if verb is None:
            return False
        if _auxiliaries(sentence, verb) & {"had", "'d"}:
            above = governing_verb(sentence, verb)
            return not (tokens[verb].dep == "ccomp" and above is not None and tokens[above].tag == "VBD")
        if tokens[verb].dep not in {"conj", "xcomp"}:
            return False
        verb = tokens[verb].head
    return False


def _is_modified(sentence: ParsedSentence, head: int) -> bool:
    """An adverb of the past or of habit beside the verb: "recently sold", "has frequently accused"."""
    verb = _verb_of(sentence, head)
    return verb is not None and any(
        sentence.tokens[c].dep == "advmod" and sentence.tokens[c].lemma in HABITUAL for c in sentence.children[verb]
    )


def _is_aside(sentence: ParsedSentence, draft: Draft) -> bool:
    """Below the lead: "has called for", "who met in May", "accuses", "after the raid"."""
    tokens = sentence.tokens
    head = draft.head
    if draft.nominal:
        return draft.kind in STANDING_NOUNS and draft.standing.status == "happened"
    if (
        tokens[head].tag == "VBN"
        and _auxiliaries(sentence, head) & {"has", "have", "'ve"}
        and tokens[head].dep != "ccomp"
    ):
        return not any(tokens[c].lemma in JUST for c in sentence.children[head])
    if draft.standing.status == "ongoing" and (tokens[head].tag in {"VBZ", "VBP"} or tokens[head].dep == "acl"):
        return True
    verb: int | None = head
    for _ in range(3):
        if verb is None:
            return False
        if tokens[verb].dep == "relcl" and tokens[verb].tag in {"VBD", "VBN"}:
            return True
        verb = tokens[verb].head if tokens[verb].dep in {"conj", "xcomp"} else None
    return False

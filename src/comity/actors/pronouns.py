"""Pronouns -> members of the cast: by number, gender, grammatical role and recency; unsure ones mean nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from comity.actors.antecedents import NOBODY, Marks, chosen
from comity.actors.cast import Cast, Member, Sighting
from comity.actors.clauses import SUBJECTS, own_subject, subject_told, subjects_around
from comity.actors.holders import last_pair, two_people
from comity.vocabulary import ParsedSentence, Token

MALE = frozenset(("he", "him", "his", "himself"))
FEMALE = frozenset(("she", "her", "hers", "herself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
NEUTER = frozenset(("it", "its", "itself"))
FIRST = frozenset(("i", "me", "my", "we", "us", "our", "ours", "ourselves", "myself"))
PAIR = frozenset(("two", "both"))  # alone, as in "the two agreed"
PRONOUNS = MALE | FEMALE | PLURAL | NEUTER | FIRST
SAYING = frozenset((
    "say", "tell", "add", "declare", "state", "announce", "warn", "note", "ask", "reply", "insist", "stress",
    "explain", "quote", "claim", "argue", "comment", "continue", "urge", "write", "vow", "remark", "conclude",
    "admit", "reveal",
))  # fmt: skip
MEETINGS = frozenset(("meeting", "talk", "talks", "summit", "conversation", "encounter", "discussion", "negotiation"))
REACH = 2  # sentences back
BACK = ("here", "one sentence back", "two sentences back")
ORDER = ("latest", "second latest", "third latest", "fourth latest or earlier")
AROUND = ("subject of its clause", "subject of the clause around its clause")


def pronoun_members(at: int, sentence: ParsedSentence, cast: Cast, ahead: bool = False) -> tuple[Member, ...]:
    """The members that the pronoun at a token means; empty: unresolved; `ahead`: its clause stands before whom."""
    word = sentence.tokens[at].text.lower()
    if (word in NEUTER and _expletive(at, sentence)) or (word == "both" and _correlative(at, sentence)):
        return ()
    if word in PLURAL and _together(at, sentence):
        both = two_people(sentence.number, cast, 0) or last_pair(sentence.number, cast)
        if both:
            return both
    best = _likeliest(at, sentence, cast, ahead)
    if best or word not in PLURAL | PAIR:
        return best
    return _last_two(sentence.number, cast) if word in PAIR else _body_spoken_of(at, sentence, cast)


def _likeliest(at: int, sentence: ParsedSentence, cast: Cast, ahead: bool) -> tuple[Member, ...]:
    """The members in reach whose marks weigh most; empty: nobody."""
    word = sentence.tokens[at].text.lower()
    here = sentence.tokens[at].start
    told = subject_told(at, sentence)
    subjects = [*([] if told is None else [told]), *subjects_around(at, sentence)]
    around = [sentence.tokens[subject] for subject in subjects]
    next_subject = subject_ahead(at, sentence) if ahead else None
    awaited = sentence.tokens[next_subject].start if next_subject is not None else -1
    barred = _barred(at, sentence, cast)
    says = around_saying(at, sentence) and not cast.quoted[at]
    found: dict[tuple[Member, ...], Marks] = {}
    for sighting in reversed(cast.sightings):
        back = sentence.number - sighting.sentence
        if back > REACH:
            break
        later = sighting.start >= here and not sighting.start <= awaited < sighting.end
        if later or not _agrees(word, sighting) or barred(sighting):
            continue
        if sighting.members not in found:
            order = ORDER[min(len(found), 3)]
            found[sighting.members] = [order, BACK[back], *_fitting(word, sighting.members[0], says, cast)]
        found[sighting.members] += [
            mark for mark in _standing(sighting, back, around) if mark not in found[sighting.members]
        ]
    named = {str(number): members for number, members in enumerate(found, 1)}
    marks = {name: found[members] for name, members in named.items()}
    best = chosen(marks | {NOBODY: ["nobody"]}, cast.lexicon.pronoun_weights)
    return named[best] if best is not None else ()


def _fitting(word: str, member: Member, says: bool, cast: Cast) -> Marks:
    """The marks of a member by who it is."""
    marks = ["known to be a man or a woman"] if member.gender and word in MALE | FEMALE else []
    marks += ["goes on saying"] if says and member is cast.speaker else []
    return marks + (["one body"] if word in PLURAL and not member.plural else [])


def _standing(sighting: Sighting, back: int, around: Sequence[Token]) -> Marks:
    """The marks of a mention by its place in its sentence, and by whose clause the pronoun is in."""
    place = "root subject" if sighting.subject == 2 else "subject" if sighting.subject else None
    marks = [f"{place} {BACK[back]}"] if place else []
    if back == 0:
        depths = [depth for depth, token in enumerate(around) if sighting.start <= token.start < sighting.end]
        marks += [AROUND[depths[0]]] if depths and depths[0] < len(AROUND) else []
    return marks


def subject_ahead(at: int, sentence: ParsedSentence) -> int | None:
    """The subject after a pronoun that it may mean, as in "Before it joined, Croatia …"; None: there is none."""
    after = [subject for subject in subjects_around(at, sentence) if subject > at]
    return after[0] if after and sentence.tokens[after[0]].pos != "PRON" else None


def each_other(at: int, sentence: ParsedSentence, cast: Cast) -> tuple[Member, ...]:
    """The several that "each other" means: the subject of its clause; empty: unknown."""
    for subject in subjects_around(at, sentence)[:1]:
        start = sentence.tokens[subject].start
        for sighting in reversed(cast.sightings):
            if sighting.sentence < sentence.number:
                break
            if sighting.start <= start < sighting.end and (len(sighting.members) > 1 or sighting.members[0].plural):
                return sighting.members
    return ()


def around_saying(at: int, sentence: ParsedSentence) -> bool:
    """Whether a token is the subject of a verb of saying."""
    token = sentence.tokens[at]
    return token.dep in SUBJECTS and sentence.tokens[token.head].lemma in SAYING


def _together(at: int, sentence: ParsedSentence) -> bool:
    """Whether "their" or "them" means two who are together: "after their talks", "between them"."""
    head = sentence.tokens[sentence.tokens[at].head]
    return head.lemma in MEETINGS if sentence.tokens[at].dep == "poss" else head.lemma == "between"


def _body_spoken_of(at: int, sentence: ParsedSentence, cast: Cast) -> tuple[Member, ...]:
    """The ministry or firm that a speaker calls "they"; empty outside quotations."""
    if not cast.quoted[at]:
        return ()
    last = cast.last(lambda member: member.kind == "organisation", sentence.number, 1)
    return (last,) if last is not None else ()


def _barred(at: int, sentence: ParsedSentence, cast: Cast) -> Callable[[Sighting], bool]:
    """Which mentions a pronoun cannot mean: the subject that it is the object of, and who speaks where it is quoted."""
    own = own_subject(at, sentence)
    start = sentence.tokens[own].start if own is not None else -1
    speaker = _quoting(sentence, cast) if cast.quoted[at] else None

    def barred(sighting: Sighting) -> bool:
        return sighting.start <= start < sighting.end or (speaker is not None and speaker in sighting.members)

    return barred


def _quoting(sentence: ParsedSentence, cast: Cast) -> Member | None:
    """Whose words a sentence quotes; None: unknown."""
    for at, token in enumerate(sentence.tokens):
        if token.dep in SUBJECTS and not cast.quoted[at] and sentence.tokens[token.head].lemma in SAYING:
            if token.pos == "PRON":
                return cast.speaker
            if token.pos == "PROPN":
                return cast.surnames.get(token.text.lower())
            return speaker_of(sentence, cast)
    return cast.speaker


def _last_two(number: int, cast: Cast) -> tuple[Member, ...]:
    """The two actors of different countries named last in the sentence before; empty: there are not two."""
    found: list[Member] = []
    for sighting in reversed(cast.sightings):
        if sighting.sentence < number - 1 or len(found) == 2:
            break
        member = sighting.members[0]
        if member.country and not member.plural and member.country not in [other.country for other in found]:
            found.append(member)
    return tuple(reversed(found)) if len(found) == 2 else ()


def _agrees(word: str, sighting: Sighting) -> bool:
    """Whether a pronoun may stand for what was sighted."""
    if len(sighting.members) > 1:
        return word in PLURAL or word in PAIR
    if word in PAIR:
        return False
    member = sighting.members[0]
    if word in MALE:
        return member.gender != "f" and _human(member)
    if word in FEMALE:
        return member.gender != "m" and _human(member)
    if word in PLURAL:
        return (member.plural and member.sectors[:1] != ("JRN",)) or (
            member.kind == "organisation" and member.key[0] != "seat"
        )
    one = not member.plural or (member.kind == "armed-group" and not _called_as_many(member))
    return one and not _human(member)


def _called_as_many(member: Member) -> bool:
    """Whether the name of a group or party is a plural: "the Houthis", "the Greens", not "Hamas"."""
    last = (member.called or member.name).split()[-1]
    return last == "Taliban" or (last.endswith("s") and last != "Hamas" and not last.isupper())


def _human(member: Member) -> bool:
    """Whether a member is one person."""
    return member.human and not member.plural


def _expletive(at: int, sentence: ParsedSentence) -> bool:
    """Whether "it" means nothing: "it is time to", "it was clear that", "make it easier"."""
    token = sentence.tokens[at]
    if token.dep == "expl":
        return True
    if token.text.lower() != "it":
        return False
    if at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].pos == "ADJ":
        return True
    if token.dep == "dobj" and sentence.tokens[token.head].lemma == "do":  # "they did it"
        return True
    verb = sentence.tokens[token.head]
    return verb.lemma in ("be", "seem", "appear", "become", "take", "rain") and token.dep.startswith("nsubj")


def _correlative(at: int, sentence: ParsedSentence) -> bool:
    """Whether "both" only announces an "and": "is both mediating and arming"."""
    tokens = sentence.tokens
    doing = 0 < at < len(tokens) - 1 and tokens[at - 1].lemma == "be" and tokens[at + 1].tag == "VBG"
    return doing or tokens[at].dep == "preconj"


def means_two(at: int, sentence: ParsedSentence) -> bool:
    """Whether "two" or "both" at a token stands for a pair by itself: "the two agreed"."""
    token = sentence.tokens[at]
    if token.text.lower() not in PAIR:
        return False
    following = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    before_verb = following is not None and (
        following.tag in ("VBD", "VBP", "VBZ", "MD") or following.pos in ("VERB", "AUX")
    )
    if not before_verb and token.dep not in ("pobj", "dobj"):
        return False
    if following is not None and (
        following.pos in ("NOUN", "ADJ", "NUM", "PROPN", "SYM") or following.text in ("of", "-")
    ):
        return False
    return token.text.lower() == "both" or (at > 0 and sentence.tokens[at - 1].text.lower() == "the")


def speaker_of(sentence: ParsedSentence, cast: Cast) -> Member | None:
    """Who is the subject of a verb of saying in the sentence; None: nobody known."""
    for sighting in reversed(cast.sightings):
        if sighting.sentence != sentence.number:
            return None
        if len(sighting.members) == 1 and sighting.subject and _says(sighting, sentence, cast.quoted):
            return sighting.members[0]
    return None


def _says(sighting: Sighting, sentence: ParsedSentence, quoted: Sequence[bool]) -> bool:
    """Whether a mention is the subject of a verb of saying, outside a quotation."""
    for at, token in enumerate(sentence.tokens):
        if sighting.start <= token.start < sighting.end and token.dep in SUBJECTS and not quoted[at]:
            return sentence.tokens[token.head].lemma in SAYING and token.text.lower() not in FIRST
    return False

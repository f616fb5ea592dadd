"""Matches of one sentence -> drafts: parts filled, promises and refusals joined with the deeds they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from comity.events.cast import Cast, Filler
from comity.events.describe import find_modes
from comity.events.draft import Draft
from comity.events.grammar import VERBAL, clause_top, doers, is_passive, prepositional, sufferers
from comity.events.match import Match, find_options
from comity.events.settle import COOPERATIVE
from comity.events.slots import admissible, fill, is_political, sources
from comity.events.standing import DONE
from comity.events.status import Standing, in_course, noun_status, verb_status
from comity.lexicons.patterns import EventLexicon
from comity.vocabulary import Actor, EventType, ParsedSentence

OF_THE_STATE = frozenset({"arrest", "convict"})  # modes of deeds that only its courts and police do
AGENTLESS = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT", "ACCUSE", "MOBILIZE", "AID"})
HARM = frozenset({"ASSAULT", "SANCTION", "COERCE"})
GIVING_WAY = frozenset({"RETREAT", "CONCEDE"})
TWO_SIDED = frozenset({"REJECT", "ACCUSE", "REQUEST", "THREATEN", "SANCTION", "CONSULT", "AGREE", "SUPPORT", "AID"})
RECIPIENT_REQUIRED = frozenset(
    {"AID", "COOPERATE"}
)  # PLOVER manual; SANCTION too, but sanctions are told of without one
ASKING = frozenset({"should", "must", "to", "ought"})
WITHOUT_OTHER = frozenset({"retreat.resign", "retreat.resignation-noun"})
OWNED = frozenset(
    {"ACCUSE", "REJECT", "REQUEST", "THREATEN"}
)  # may be about what is only owned: "the Iranian programme"
ANSWERS = frozenset({"SUPPORT", "REJECT", "ACCUSE", "AGREE", "CONCEDE"})
ABSORBING = frozenset({"AGREE", "THREATEN", "REJECT"})
INFINITIVE_DEPS = frozenset({"xcomp", "ccomp", "advcl", "pcomp"})


Sides = tuple[tuple[Filler, ...], tuple[Filler, ...]]


def compose(
    cast: Cast, lexicon: EventLexicon, headline: bool, echoes: Mapping[str, Sides] | None = None
) -> list[Draft]:
    """The deeds that a sentence tells of, in the order of their words.

    `echoes` are the sides of the last deed of each type told before: "the talks" are those between them.
    """
    options = find_options(cast.sentence, lexicon)
    drafts: dict[int, Draft] = {}
    for matches in options:
        draft = next(filter(None, (_draft(m, cast, lexicon, headline, echoes or {}) for m in matches)), None)
        if draft is not None:
            drafts[draft.head] = draft
    contents = _contents(cast, [matches[0].head for matches in options])
    joined = [_joined(_answered(draft, drafts, cast), drafts, contents, lexicon) for draft in drafts.values()]
    joined = [_with_other(draft, cast, lexicon) for draft in joined]
    absorbed = {
        content
        for governor, content in contents.items()
        if governor in drafts
        and drafts[governor].kind in ABSORBING
        and cast.sentence.tokens[cast.sentence.tokens[content].head].dep != "acomp"  # "ready to talk" tells of talks
    }
    return _distinct([draft for draft in joined if draft.head not in absorbed])


def _draft(
    match: Match, cast: Cast, lexicon: EventLexicon, headline: bool, echoes: Mapping[str, Sides]
) -> Draft | None:
    entry = match.pattern.entry
    sentence = cast.sentence
    if match.pattern.nominal and _is_metaphor(match, cast, lexicon):
        return None
    if not match.pattern.nominal and _is_course_of_things(match, cast, lexicon):
        return None
    if (entry.violent and _is_accident(cast, lexicon)) or (entry.demand and _is_assertion(cast, match.head)):
        return None
    by = admissible(sources(match, cast, lexicon), entry.source_kind, cast.actors)
    to = admissible(fill(entry.target, match, cast, lexicon), entry.target_kind, cast.actors)
    to = [f for f in to if f.actor not in {s.actor for s in by}]
    by, to = _passive_agreement(match, cast, by, to)
    reciprocal = entry.reciprocal and (entry.type != "AGREE" or bool(to) or len(by) > 1)
    if match.pattern.nominal and is_definite(cast.sentence, match.head) and entry.type in echoes:
        by, to = _echoed(by, to, echoes[entry.type], entry.reciprocal)
    if entry.mode == "visit":
        to = _abroad(cast, by, to)
    if not _is_enough(match, cast, by, to):
        return None
    standing = (
        noun_status(sentence, match.head, headline)
        if match.pattern.nominal
        else verb_status(sentence, match.head, headline)
    )
    standing = in_course(sentence, match.head, entry.type, standing, headline)
    if standing.status == "denied" and any(sentence.tokens[i].lemma == "no" for i in match.words):
        standing = DONE  # the "no" is one of the phrase: "has no intention of"
    if entry.status and standing == DONE:
        standing = Standing(entry.status, match.head)
    kind = entry.type
    reciprocal = reciprocal and (len(by) + len(to)) > 1
    if reciprocal:
        by, to = [*by, *to], []
    return Draft(
        kind, match.pattern.rule, match.head, match.trigger(sentence), tuple(by), tuple(to), standing,
        find_modes(sentence, match, kind, lexicon), entry.cameo, match.pattern.nominal, reciprocal,
    )  # fmt: skip


def _passive_agreement(
    match: Match, cast: Cast, by: list[Filler], to: list[Filler]
) -> tuple[list[Filler], list[Filler]]:
    """A passive of a verb of promise or mobilisation has its subject as doer: "are committed", "troops were sent"."""
    if by or match.pattern.nominal or not is_passive(cast.sentence, match.head):
        return by, to
    if match.pattern.entry.type == "AGREE":
        return to, []
    if match.pattern.entry.type == "MOBILIZE":
        return [f for w in sufferers(cast.sentence, match.head) for f in cast.phrase(w)], to
    return by, to


def is_definite(sentence: ParsedSentence, noun: int) -> bool:
    """Whether the noun means a deed told before: "the talks", "this visit", "his trip"."""
    tokens = sentence.tokens
    return any(
        (tokens[c].dep == "det" and tokens[c].lemma in {"the", "this", "that", "these", "those"})
        or (tokens[c].dep == "poss" and tokens[c].pos == "PRON")
        for c in sentence.children[noun]
    )


def _echoed(by: list[Filler], to: list[Filler], sides: Sides, reciprocal: bool) -> tuple[list[Filler], list[Filler]]:
    """The sides with what is missing taken from the deed told before, where the two share or lack a side."""
    before_by, before_to = ([Filler(f.actor, None) for f in side] for side in sides)
    here = {f.actor for f in (*by, *to)}
    if here and not here & {f.actor for f in (*before_by, *before_to)}:
        return by, to
    if reciprocal:
        return [*by, *to, *(f for f in (*before_by, *before_to) if f.actor not in here)], []
    return by or before_by, to or [f for f in before_to if f.actor not in here]


def _with_other(draft: Draft, cast: Cast, lexicon: EventLexicon) -> Draft:
    """For a deed that has a recipient by its nature and names none: the one other country of the sentence."""
    if (
        draft.kind not in TWO_SIDED
        or draft.targets
        or not draft.sources
        or draft.reciprocal
        or draft.rule in WITHOUT_OTHER
    ):
        return draft
    others = tuple(_others(draft.head, cast, draft.sources, draft.kind))
    if others and draft.kind != "AGREE" and lexicon.entries[draft.rule].reciprocal:
        return msgspec.structs.replace(draft, sources=(*draft.sources, *others), reciprocal=True)
    return msgspec.structs.replace(draft, targets=others)


def _others(head: int, cast: Cast, by: Sequence[Filler], kind: str) -> list[Filler]:
    """The first actor of the one other country that a sentence names; none where there are two such."""
    countries = {cast.actors[filler.actor].country for filler in by if filler.actor in cast.actors}
    if len(by) > 1 and kind == "CONSULT":
        return []
    others = [
        f for f in cast.all() if cast.actors[f.actor].country not in countries and _shares_clause(cast, head, kind, f)
    ]
    if len({cast.actors[f.actor].country for f in others}) != 1 or None in {
        cast.actors[f.actor].country for f in others
    }:
        return []
    return others[:1]


def _shares_clause(cast: Cast, trigger: int, kind: str, filler: Filler) -> bool:
    """Whether a political actor stands in the sentence, for a meeting in the trigger's own clause."""
    head = None if filler.span is None else cast.sentence.head_of(filler.span)
    if head is None or not is_political(cast.actors[filler.actor]):
        return False
    if kind not in OWNED and cast.sentence.tokens[head].dep in {"amod", "compound", "poss", "nmod"}:
        return False
    return kind != "CONSULT" or clause_top(cast.sentence, head) == clause_top(cast.sentence, trigger)


def _abroad(cast: Cast, by: Sequence[Filler], to: list[Filler]) -> list[Filler]:
    """The hosts of another country than the traveller's: going home is no visit."""
    home = {cast.actors[f.actor].country for f in by if f.actor in cast.actors} - {None}
    return [f for f in to if f.actor not in cast.actors or cast.actors[f.actor].country not in home]


def _is_metaphor(match: Match, cast: Cast, lexicon: EventLexicon) -> bool:
    """ "the war on drugs", "the Cold War", "a price war": no deed of one actor against another."""
    tokens, children = cast.sentence.tokens, cast.sentence.children
    if any(
        tokens[c].lemma in lexicon.classes["unwarlike"] and tokens[c].dep in {"amod", "compound"}
        for c in children[match.head]
    ):
        return True
    objects = prepositional(cast.sentence, match.head, {"on", "against"})
    return any(tokens[word].lemma in lexicon.classes["ill"] for word in objects)


def _is_course_of_things(match: Match, cast: Cast, lexicon: EventLexicon) -> bool:
    """ "ties broken by the collapse": what does it is nobody."""
    agents = [cast.sentence.tokens[word].lemma for word in doers(cast.sentence, match.head)]
    return bool(agents) and all(lemma in lexicon.classes["no-agent"] for lemma in agents)


def _is_assertion(cast: Cast, verb: int) -> bool:
    """ "insists that it is peaceful": a verb of demand whose clause demands nothing."""
    tokens, children = cast.sentence.tokens, cast.sentence.children
    if tokens[verb].lemma not in {"insist", "suggest", "expect", "propose", "recommend"}:
        return False
    clauses = [c for c in children[verb] if tokens[c].dep == "ccomp" and tokens[c].pos in VERBAL]
    asks = any(
        tokens[clause].tag == "VB"
        or any(tokens[c].lemma in ASKING and tokens[c].dep in {"aux"} for c in children[clause])
        for clause in clauses
    )
    return bool(clauses) and not asks


def _is_accident(cast: Cast, lexicon: EventLexicon) -> bool:
    return any(token.lemma in lexicon.classes["accident"] for token in cast.sentence.tokens)


def _is_enough(match: Match, cast: Cast, by: Sequence[Filler], to: Sequence[Filler]) -> bool:
    """Whether the sentence names who must be named for the entry to count."""
    entry = match.pattern.entry
    if not _has_politics(cast.actors, [*by, *to]) and entry.mode not in OF_THE_STATE:
        return False
    if by and not to and entry.target and entry.type in TWO_SIDED:
        to = _others(match.head, cast, by, entry.type)  # as `_with_other` will have it
    if by and _is_refused(cast, match):
        return True
    if entry.firm or (entry.type == "ASSAULT" and cast.sentence.sentence.part != "body"):
        return bool(by or to)  # a headline has no room for both sides
    if entry.need == "both":
        if entry.reciprocal:
            return len({f.actor for f in [*by, *to]}) > 1 or (bool(by or to) and _is_plural(cast, match, by))
        return bool(by and to)
    if entry.need == "source":
        return bool(by)
    if entry.need == "target":
        return bool(to)
    if entry.type in RECIPIENT_REQUIRED and not entry.reciprocal and not to:
        return False
    return bool(by) or (entry.type in AGENTLESS and bool(to) and _may_lack_doer(match, cast))


def _is_plural(cast: Cast, match: Match, by: Sequence[Filler]) -> bool:
    """Whether a meeting has several sides though one actor only is named: "held talks", "the two leaders met"."""
    if match.pattern.entry.type != "CONSULT":
        return False
    if len(match.pattern.words) > 1 or match.pattern.nominal:
        return True
    heads = [cast.sentence.head_of(f.span) for f in by if f.span is not None]
    return any(cast.sentence.tokens[head].tag in {"NNS", "NNPS"} for head in heads if head is not None)


def _is_refused(cast: Cast, match: Match) -> bool:
    """ "will not release": a refusal needs no recipient."""
    words = {
        cast.sentence.tokens[c].lemma
        for c in cast.sentence.children[match.head]
        if cast.sentence.tokens[c].dep in {"aux", "neg"}
    }
    return not match.pattern.nominal and bool(words & {"not", "n't", "never"}) and bool(words & {"will", "would"})


def _may_lack_doer(match: Match, cast: Cast) -> bool:
    """A deed without a doer is a passive or a noun; an active verb whose subject is no actor is no deed of one."""
    return match.pattern.nominal or is_passive(cast.sentence, match.head) or match.pattern.entry.type == "ASSAULT"


def _has_politics(actors: Mapping[str, Actor], fillers: Sequence[Filler]) -> bool:
    """Whether a side is political; who is known from an earlier event only, was."""
    return any(filler.actor not in actors or is_political(actors[filler.actor]) for filler in fillers)


# ---------------------------------------------------------------- promises, threats, refusals and what they are about


def _contents(cast: Cast, heads: Sequence[int]) -> dict[int, int]:
    """For a matched verb, the matched verb that is its infinitive, clause or gerund."""
    tokens = cast.sentence.tokens
    known = set(heads)
    found: dict[int, int] = {}
    for head in heads:
        above = tokens[head].head
        if (tokens[head].dep == "pcomp" or tokens[above].dep == "acomp") and tokens[above].head in known:
            above = tokens[above].head  # "is ready to talk"
        elif tokens[head].dep == "pcomp" and tokens[tokens[above].head].dep == "dobj":
            above = tokens[tokens[above].head].head  # "has no intention of talking"
        if tokens[head].pos not in VERBAL and tokens[head].dep == "dobj":
            governor = above if above in known else tokens[above].head
            if governor in known and governor != head and (governor == above or tokens[above].dep == "xcomp"):
                found.setdefault(governor, head)
        elif above in known and above != head and tokens[head].dep in INFINITIVE_DEPS and tokens[head].pos in VERBAL:
            found[above] = head
    return found


def _joined(draft: Draft, drafts: Mapping[int, Draft], contents: Mapping[int, int], lexicon: EventLexicon) -> Draft:
    """A promise, threat or refusal with the type and target that the deed it is about gives it."""
    content = drafts.get(contents.get(draft.head, -1))
    if content is None or draft.kind not in ABSORBING:
        return draft
    kind = _promised(draft, content) if draft.kind == "AGREE" else draft.kind
    own = {filler.actor for filler in draft.sources}
    reached = [f for f in (*content.targets, *(content.sources if content.reciprocal else ())) if f.actor not in own]
    return msgspec.structs.replace(
        draft,
        kind=kind,
        targets=draft.targets or (() if draft.reciprocal else tuple(reached)),
        modes=(draft.modes if kind == draft.kind else ()) or _shared_modes(kind, content, lexicon),
        refused=draft.refused or (kind == "REJECT" and draft.kind == "AGREE"),
    )


def _promised(draft: Draft, content: Draft) -> EventType:
    """What a promise is by the deed that it is about: not to give way, to give way, to do harm."""
    denied = content.standing.status == "denied"
    if draft.standing.status == "denied":  # no promise: a refusal, as `settled` has it
        return "AGREE"
    if denied and content.kind in COOPERATIVE:
        return "REJECT"
    if content.kind in GIVING_WAY:
        return "CONCEDE"
    return "THREATEN" if content.kind in HARM and draft.rule == "agree.pledge" and not denied else "AGREE"


def _answered(draft: Draft, drafts: Mapping[int, Draft], cast: Cast) -> Draft:
    """ "welcomed the offer": whose offer it is, where the noun is a deed of its own, is who is answered."""
    if draft.targets or draft.reciprocal or draft.nominal or draft.kind not in ANSWERS:
        return draft
    own = draft.parties[0]
    for word in sufferers(cast.sentence, draft.head):
        if word in drafts:
            givers = tuple(f for f in drafts[word].sources if f.actor not in own)
            return msgspec.structs.replace(draft, targets=givers)
    return draft


def _shared_modes(kind: str, content: Draft, lexicon: EventLexicon) -> tuple[str, ...]:
    """Modes of a refusal or threat that the kind of the refused or threatened deed shows."""
    wanted = {
        ("REJECT", "CONSULT"): "meet", ("REJECT", "RETREAT"): "yield", ("REJECT", "CONCEDE"): "yield",
        ("REJECT", "AID"): "assist", ("REJECT", "SUPPORT"): "assist", ("REJECT", "COOPERATE"): "assist",
        ("THREATEN", "ASSAULT"): "violence", ("THREATEN", "SANCTION"): "restrict", ("THREATEN", "COERCE"): "restrict",
    }.get((kind, content.kind))  # fmt: skip
    return (wanted,) if wanted in lexicon.types[kind].modes else ()


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft for each type and set of actors; a noun that repeats what a verb tells goes."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.nominal, d.head)):
        if not any(_repeats(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: d.head)


def _repeats(draft: Draft, other: Draft) -> bool:
    if draft.kind != other.kind:
        return False
    if draft.parties == other.parties:
        return True
    everyone = draft.parties[0] | draft.parties[1]
    return draft.nominal and everyone <= (other.parties[0] | other.parties[1])

"""Speech acts without a telling verb: what "said" does by what is said: blames, demands, refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comity.events.cast import Cast, Filler, casts
from comity.events.draft import Draft
from comity.events.grammar import subjects
from comity.events.slots import is_political
from comity.events.status import MUST, Standing
from comity.lexicons.patterns import EventLexicon
from comity.vocabulary import Actor, ParsedSentence, Quote, Span

SAYING = frozenset(
    "say tell add state declare note stress insist argue claim maintain describe call point remark announce write "
    "comment reply respond according think believe".split()
)


def speech_acts(
    sentences: Sequence[ParsedSentence], actors: Sequence[Actor], quotes: Sequence[Quote], lexicon: EventLexicon
) -> Mapping[int, tuple[Draft, ...]]:
    """Drafts by sentence number, for each quote whose speaker is an actor and whose cue only says."""
    known = {actor.id: actor for actor in actors}
    everyone = casts(sentences, actors)
    found: dict[int, tuple[Draft, ...]] = {}
    for quote in quotes:
        if quote.speaker is None or quote.speaker.actor not in known or not is_political(known[quote.speaker.actor]):
            continue
        for sentence in _sentences_of(quote, sentences):
            cast = everyone[sentence.number]
            if _only_says(quote, sentence):
                found[sentence.number] = (*found.get(sentence.number, ()), *_acts(quote, cast, known, lexicon))
    return found


def _sentences_of(quote: Quote, sentences: Sequence[ParsedSentence]) -> list[ParsedSentence]:
    return [s for s in sentences if s.sentence.start < quote.end and quote.start < s.sentence.end]


def _only_says(quote: Quote, sentence: ParsedSentence) -> bool:
    """Whether the cue is a plain verb of saying, or stands in another sentence."""
    if quote.cue is None or not sentence.span.contains(quote.cue):
        return True
    return any(sentence.tokens[i].lemma in SAYING for i in sentence.tokens_in(quote.cue))


def _acts(quote: Quote, cast: Cast, known: Mapping[str, Actor], lexicon: EventLexicon) -> list[Draft]:
    sentence = cast.sentence
    inside = [i for i in sentence.tokens_in(quote.span) if quote.start <= sentence.tokens[i].start]
    act = _demand(quote, cast, inside, known, lexicon) or _blame(quote, cast, inside, known, lexicon)
    return [draft for draft in (act, _grievance(quote, cast, inside, lexicon)) if draft is not None]


def _trigger(quote: Quote, sentence: ParsedSentence, word: int) -> Span:
    """The verb of saying where it stands in this sentence, else the word that shows the act."""
    if quote.cue is not None and sentence.span.contains(quote.cue):
        return quote.cue
    return Span(sentence.tokens[word].start, sentence.tokens[word].end)


def _others(fillers: Sequence[Filler], speaker: Actor, known: Mapping[str, Actor]) -> tuple[Filler, ...]:
    """Those that are not the speaker, nor of the speaker's own side."""
    return tuple(
        f
        for f in fillers
        if f.actor != speaker.id and (known[f.actor].code is None or known[f.actor].code != speaker.code)
    )


def _draft(
    kind: str, rule: str, quote: Quote, cast: Cast, word: int, targets: tuple[Filler, ...], modes: tuple[str, ...]
) -> Draft:
    speaker = quote.speaker
    assert speaker is not None and speaker.actor is not None
    here = Span(speaker.start, speaker.end)
    source = Filler(speaker.actor, here if cast.sentence.span.contains(here) else None)
    cue = cast.sentence.tokens_in(quote.cue) if quote.cue is not None else range(0)
    return Draft(
        kind=kind,
        rule=rule,
        head=cue[0] if cue else word,
        trigger=_trigger(quote, cast.sentence, word),
        sources=(source,),
        targets=targets,
        standing=Standing("happened", None),
        modes=modes,
        cameo=None,
        nominal=False,
        reciprocal=False,
        spoken=True,
    )


def _demand(
    quote: Quote, cast: Cast, inside: Sequence[int], known: Mapping[str, Actor], lexicon: EventLexicon
) -> Draft | None:
    """ "… must withdraw", "… should stop", "… has to": a demand on the subject."""
    assert quote.speaker is not None and quote.speaker.actor is not None
    speaker = known[quote.speaker.actor]
    for index in inside:
        verb = _obliged(cast.sentence, index)
        if verb is None:
            continue
        targets = _others([f for w in subjects(cast.sentence, verb) for f in cast.phrase(w)], speaker, known)
        if targets:
            asked = {cast.sentence.tokens[i].lemma for i in inside}
            modes = [mode for mode, words in lexicon.modes["REQUEST"].items() if asked & words]
            return _draft("REQUEST", "speech.demand", quote, cast, index, targets, (modes[0] if modes else "change",))
    return None


def _obliged(sentence: ParsedSentence, index: int) -> int | None:
    """The verb of "must leave", "should leave", "needs to leave", "has to leave"; None for other words."""
    token = sentence.tokens[index]
    if token.dep == "aux" and token.lemma in MUST:
        return token.head
    if token.lemma in {"need", "have"} and any(sentence.tokens[c].dep == "xcomp" for c in sentence.children[index]):
        return index
    return None


def _blame(
    quote: Quote, cast: Cast, inside: Sequence[int], known: Mapping[str, Actor], lexicon: EventLexicon
) -> Draft | None:
    """ "… was illegal", "a provocation by …": a harsh word about another actor that the quote names."""
    tokens = cast.sentence.tokens
    assert quote.speaker is not None and quote.speaker.actor is not None
    speaker = known[quote.speaker.actor]
    for index in inside:
        if tokens[index].lemma not in lexicon.classes["negative-word"]:
            continue
        if any(
            tokens[c].dep == "neg"
            for c in (*cast.sentence.children[index], *cast.sentence.children[tokens[index].head])
        ):
            continue
        named = [f for f in cast.all() if f.span is not None and quote.span.contains(f.span)]
        targets = _others(named, speaker, known)[:1]
        if targets or tokens[index].lemma in lexicon.classes["fraud-word"]:
            return _draft("ACCUSE", "speech.blame", quote, cast, index, targets, ("disapprove",))
    return None


def _grievance(quote: Quote, cast: Cast, inside: Sequence[int], lexicon: EventLexicon) -> Draft | None:
    """ "the illegal sanctions": measures that a speaker complains of are in force against the speaker's side."""
    tokens, children = cast.sentence.tokens, cast.sentence.children
    assert quote.speaker is not None and quote.speaker.actor is not None
    for index in inside:
        harsh = any(
            tokens[c].dep == "amod" and tokens[c].lemma in lexicon.classes["negative-word"] for c in children[index]
        )
        if not harsh or tokens[index].lemma not in lexicon.classes["sanction"]:
            continue
        if cast.inner(index, ("on", "against", "by", "of")):
            return None  # the phrase names the parties: the lexicon's entry reads them
        trigger = Span(tokens[index].start, tokens[index].end)
        target = Filler(quote.speaker.actor, None)
        return Draft(
            "SANCTION", "speech.grievance", index, trigger, (), (target,), Standing("ongoing", None),
            ("discontinue",), "163", True, False,
        )  # fmt: skip
    return None

"""Quotations and frames of an article -> its quotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.lexicons.cues import CueLexicon, open_cues
from comity.quotes.attach import (
    ENDS,
    SPOKEN,
    Attached,
    Word,
    after,
    attached,
    before,
    cue_after,
    cue_before,
    is_free,
    is_spoken,
    lay_out,
)
from comity.quotes.frames import Frame, frames_of
from comity.quotes.labels import find_labels
from comity.quotes.marks import Quotation, find_quotations
from comity.quotes.weigh import likelihood
from comity.vocabulary import Actor, Article, ParsedSentence, Quote, QuoteKind, Span, Speaker

MARKS = "\"“”„«»‘’'`"
EDGE = MARKS + " \t\r\n\u00a0.,;:!?-–—"
DASHES = frozenset({"-", "--", "–", "—", "("})
END = re.compile(r"[.?!…:][\"”»’')]*\s*$")
BREAK = re.compile(r"\n\s*\n")
LIKELY = 0.4  # probability from which a frame is taken for an attribution: where F1 on the training data is highest


@dataclass(frozen=True)
class Draft:
    """A quote before it has its id."""

    span: Span
    cue: Span | None
    speaker: Span | None
    head: Span | None
    follows: Draft | None = None
    quoted: bool = False  # it is a quotation and nothing else
    voiced: bool = True  # it is spoken, not thought, wanted or shown


def find_quotes(article: Article, sentences: Sequence[ParsedSentence], actors: Sequence[Actor]) -> tuple[Quote, ...]:
    """What is said or thought in an article, by whom; in order of start, ids "q1", "q2", …"""
    cues = open_cues()
    quotations = find_quotations(article.text)
    framed = [draft for sentence in sentences for draft in _framed(article.text, sentence, quotations, cues)]
    spoken = _spoken(article.text, sentences, quotations, framed, cues)
    labelled = [
        Draft(label.content, label.cue, label.speaker, label.speaker, quoted=True)
        for label in find_labels(article.text, sentences)
    ]
    return _numbered(article.text, _resolved([*labelled, *spoken], framed), quotations, actors)


def quote_at(quotes: Iterable[Quote], span: Span) -> Quote | None:
    """The innermost quote whose content holds the span; None: the narrator speaks."""
    holding = [quote for quote in quotes if quote.start <= span.start and span.end <= quote.end]
    return min(holding, key=lambda quote: quote.end - quote.start, default=None)


# ---------------------------------------------------------------- direct speech


def _spoken(
    text: str,
    sentences: Sequence[ParsedSentence],
    quotations: Sequence[Quotation],
    framed: Sequence[Draft],
    cues: CueLexicon,
) -> list[Draft]:
    """Quotations with a cue beside them, and those that go on after one."""
    words = lay_out(sentences, quotations)
    heard = [draft for draft in framed if draft.voiced and draft.speaker is not None]
    drafts: list[Draft] = []
    for number, (first, end) in _places(words).items():
        span = quotations[number].span
        preceding, following = before(words, first), after(words, end)
        if not is_free(preceding, cues):
            continue
        last = drafts[-1] if drafts else None
        beside = _beside(text, quotations[number], preceding, following, quotations, cues)
        if beside is not None:
            follows = last if last is not None and last.cue == beside.cue else None
            drafts.append(Draft(span, beside.cue, beside.speaker, beside.head, follows, True))
        elif not preceding:
            said = _just_before(text, words, first, [*heard, *drafts[-1:]])
            if said is not None:
                drafts.append(Draft(span, said.cue, said.speaker, said.head, said, True))
    return drafts


def _just_before(text: str, words: Sequence[Word], first: int, drafts: Iterable[Draft]) -> Draft | None:
    """The attribution that ends the sentence before a quotation, in its paragraph or the one before."""
    start = words[first].token.start
    ended = [(_end(draft), draft) for draft in drafts if draft.span.end <= start]
    end, last = max(ended, key=lambda item: item[0], default=(0, None))
    gap = words[bisect_left(words, end, key=lambda word: word.token.start) : first]
    stops = sum(word.token.text in ENDS for word in gap)
    breaks = len(BREAK.findall(text[end:start]))
    return last if breaks <= 1 and stops <= 1 and END.search(text[max(0, end - 2) : start]) else None


def _end(draft: Draft) -> int:
    """Where the last of content, cue and speaker ends."""
    return max(span.end for span in (draft.span, draft.cue, draft.speaker) if span is not None)


def _places(words: Sequence[Word]) -> dict[int, tuple[int, int]]:
    """First and last word of each quotation."""
    places: dict[int, tuple[int, int]] = {}
    for position, word in enumerate(words):
        if word.quotation is not None:
            first, _ = places.get(word.quotation, (position, position))
            places[word.quotation] = (first, position)
    return places


def _beside(
    text: str,
    quotation: Quotation,
    preceding: Sequence[Word],
    following: Sequence[Word],
    quotations: Sequence[Quotation],
    cues: CueLexicon,
) -> Attached | None:
    """The cue before the quotation, else the one after it."""
    announced = cue_before(preceding, cues) if preceding else None
    closes = quotation.span.of(text).rstrip(MARKS + " ")[-1:] in (",", "?", "!", "—", "–", "…")
    told = cue_after(following, closes, cues) if closes or _goes_on(following, cues) else None
    apart = bool(preceding) and preceding[0].token.text in DASHES
    chosen = told or announced if apart else announced or told
    return attached(chosen, quotations) if chosen is not None else None


def _goes_on(following: Sequence[Word], cues: CueLexicon) -> bool:
    """Whether the sentence of a quotation goes on after it: ", said Putin"; " Putin said"."""
    if not following:
        return False
    first = following[0].token.text
    return first == "," or not first[:1].isupper() or any(is_spoken(word.token, cues) for word in following[1:4])


# ---------------------------------------------------------------- frames


def _framed(text: str, sentence: ParsedSentence, quotations: Sequence[Quotation], cues: CueLexicon) -> Iterable[Draft]:
    near = [q for q in quotations if q.span.overlaps(sentence.span)]
    for frame in frames_of(sentence, cues):
        cue = _span(sentence, (frame.cue,))
        if any(q.span.contains(cue) for q in near) or likelihood(sentence, frame, cues) < LIKELY:
            continue
        speaker = _span(sentence, frame.speaker) if frame.speaker else None
        head = _span(sentence, (frame.speaker_head,)) if frame.speaker_head is not None else None
        previous: Draft | None = None
        for part in _parts(sentence, frame):
            draft = Draft(_snapped(text, part, near), cue, speaker, head, previous, voiced=_is_voiced(frame))
            yield draft
            previous = draft


def _is_voiced(frame: Frame) -> bool:
    return frame.entry is not None and frame.entry.grade in SPOKEN


def _span(sentence: ParsedSentence, indices: Sequence[int]) -> Span:
    return Span(sentence.tokens[indices[0]].start, sentence.tokens[indices[-1]].end)


def _parts(sentence: ParsedSentence, frame: Frame) -> list[Span]:
    """The content, divided where the cue or its speaker stands in it."""
    own = {frame.cue, *frame.speaker}
    runs: list[list[int]] = [[frame.content[0]]]
    for previous, index in zip(frame.content, frame.content[1:], strict=False):
        if any(i in own for i in range(previous + 1, index)):
            runs.append([])
        runs[-1].append(index)
    parts = [_span(sentence, run) for run in runs]
    return [part for part, run in zip(parts, runs, strict=True) if any(sentence.tokens[i].text.isalnum() for i in run)]


def _snapped(text: str, part: Span, quotations: Sequence[Quotation]) -> Span:
    """The content with the whole of each quotation that it touches."""
    start, end = part.start, part.end
    for quotation in quotations:
        if quotation.span.overlaps(Span(start, end)) or (
            end <= quotation.span.start and not text[end : quotation.span.start].strip()
        ):
            start, end = min(start, quotation.span.start), max(end, quotation.span.end)
    return Span(start, end)


# ---------------------------------------------------------------- putting together


def _resolved(spoken: list[Draft], framed: list[Draft]) -> list[Draft]:
    """Each content once: a mixed quote before its quotation, the outer attribution before the inner."""
    mixed = {f.cue: f.span for f in framed if f.cue is not None}
    kept: list[Draft] = []
    for draft in spoken:
        wider = mixed.get(draft.cue) if draft.cue is not None else None
        if wider is not None and wider != draft.span and wider.contains(draft.span):
            continue
        if not any(_clashes(draft, other) for other in kept):
            kept.append(draft)
    for draft in sorted(framed, key=lambda d: (d.span.start, -d.span.end)):
        if not any(_clashes(draft, other) for other in kept):
            kept.append(draft)
    return kept


def _clashes(draft: Draft, other: Draft) -> bool:
    """Whether a quote is already told by another, or lies within it."""
    inside = other.cue is not None and draft.cue is not None and other.span.contains(draft.cue)
    return other.span.contains(draft.span) or inside or (other.quoted and other.span.overlaps(draft.span))


def _numbered(
    text: str, drafts: list[Draft], quotations: Sequence[Quotation], actors: Sequence[Actor]
) -> tuple[Quote, ...]:
    ordered = sorted(drafts, key=lambda d: (d.span.start, -d.span.end, d.cue or d.span))
    ids = {id(draft): f"q{number}" for number, draft in enumerate(ordered, start=1)}
    return tuple(
        Quote(
            id=ids[id(draft)],
            start=draft.span.start,
            end=draft.span.end,
            kind=_kind(text, draft.span, quotations),
            cue=draft.cue,
            speaker=_speaker(draft, actors),
            continues=ids.get(id(draft.follows)) if draft.follows is not None else None,
        )
        for draft in ordered
    )


def _kind(text: str, span: Span, quotations: Sequence[Quotation]) -> QuoteKind:
    inside = [q.span for q in quotations if q.span.overlaps(span)]
    if not inside:
        return "indirect"
    left = "".join(
        text[a:b]
        for a, b in zip([span.start, *(q.end for q in inside)], [*(q.start for q in inside), span.end], strict=True)
        if a < b
    )
    return "mixed" if left.strip(EDGE) else "direct"


def _speaker(draft: Draft, actors: Sequence[Actor]) -> Speaker | None:
    if draft.speaker is None:
        return None
    return Speaker(start=draft.speaker.start, end=draft.speaker.end, actor=_actor(draft.head or draft.speaker, actors))


def _actor(head: Span, actors: Sequence[Actor]) -> str | None:
    """Id of the actor whose shortest mention overlaps the speaker's head."""
    found = [(m.end - m.start, actor.id) for actor in actors for m in actor.mentions if m.span.overlaps(head)]
    return min(found)[1] if found else None

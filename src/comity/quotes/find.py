"""Quotations and frames of an article -> its quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.lexicons.cues import CueLexicon, open_cues
from comity.quotes.attach import SPOKEN
from comity.quotes.direct import spoken
from comity.quotes.draft import Draft, span_of
from comity.quotes.frames import frames_of
from comity.quotes.grammar import Frame, antecedent
from comity.quotes.labels import find_labels
from comity.quotes.marks import EDGE, MARKS, find_quotations
from comity.quotes.mend import mended
from comity.quotes.near import Near
from comity.quotes.signed import signed
from comity.quotes.weigh import likelihood, likelihood_within
from comity.vocabulary import Actor, Article, ParsedSentence, Quote, QuoteKind, Span, Speaker

LIKELY = 0.35  # probability from which a frame is taken for an attribution: where F1 on the training data is highest
UNLISTED = 0.5  # the same for a word that the lexicon of cues does not list
SURE = 0.75  # the same within what another says
REPORTED = frozenset({"say", "deny", "accuse", "according"})  # grades that may stand within what another says

Spans = Near[Span]


def find_quotes(article: Article, sentences: Sequence[ParsedSentence], actors: Sequence[Actor]) -> tuple[Quote, ...]:
    """What is said or thought in an article, by whom; in order of start, ids "q1", "q2", …"""
    cues, text = open_cues(), article.text
    quotations = find_quotations(text)
    near = Near((quotation.span, quotation.span) for quotation in quotations)
    framed = [draft for sentence in sentences for draft in _framed(text, mended(sentence, cues), near, cues)]
    outer = [draft for draft in framed if draft.alone]
    topics = Near((m.span, a.id) for a in actors if a.kind == "country" for m in a.mentions)  # "Iran: what comes next"
    labels = [
        Draft(label.content, label.cue, label.speaker, label.speaker)
        for label in find_labels(text, sentences)
        if label.cue.start > label.content.start or not topics.overlapping(label.speaker)
    ]
    told = [*labels, *signed(text, quotations), *spoken(text, sentences, quotations, outer, cues)]
    drafts = _resolved(text, told, framed)
    return _numbered(text, drafts, near, actors)


# ---------------------------------------------------------------- frames


def _framed(text: str, sentence: ParsedSentence, near: Spans, cues: CueLexicon) -> Iterator[Draft]:
    """The frames of a sentence that attribute, as drafts."""
    for frame in frames_of(sentence, cues):
        cue = span_of(sentence, (frame.cue,))
        quoted = bool(near.overlapping(cue))
        grade = frame.entry.grade if frame.entry is not None else None
        inner = _may_nest(sentence, frame) and likelihood_within(sentence, frame, cues) >= SURE
        alone = not quoted and _may_stand(sentence, frame, cues)
        if not inner and not alone:
            continue
        speaker = span_of(sentence, frame.speaker) if frame.speaker else None
        head = (
            span_of(sentence, (antecedent(sentence, frame.speaker_head),)) if frame.speaker_head is not None else None
        )
        for part in _parts(sentence, frame):
            span = part if quoted else _snapped(text, part, near)
            yield Draft(span, cue, speaker, head, voiced=grade in SPOKEN, inner=inner, alone=alone)


def _may_stand(sentence: ParsedSentence, frame: Frame, cues: CueLexicon) -> bool:
    """Whether the frame attributes: "according to" always, others where they are likely to."""
    if frame.entry is None:
        return likelihood(sentence, frame, cues) >= UNLISTED
    return frame.entry.grade == "according" or likelihood(sentence, frame, cues) >= LIKELY


def _may_nest(sentence: ParsedSentence, frame: Frame) -> bool:
    """Whether the frame may stand within what another says: a clause, or an accusation, of a speaker with a name."""
    if frame.entry is None or frame.speaker_head is None or frame.entry.grade not in REPORTED:
        return False
    told = frame.name in ("clause", "around") or frame.entry.grade == "accuse"
    return told and sentence.tokens[frame.speaker_head].pos in ("NOUN", "PROPN")


def _parts(sentence: ParsedSentence, frame: Frame) -> list[Span]:
    """The content, divided where the cue or its speaker stands in it."""
    own = {frame.cue, *frame.speaker}
    runs: list[list[int]] = [[frame.content[0]]]
    for previous, index in zip(frame.content, frame.content[1:], strict=False):
        if any(i in own for i in range(previous + 1, index)):
            runs.append([])
        runs[-1].append(index)
    return [span_of(sentence, run) for run in runs if _tells(sentence, run)]


def _tells(sentence: ParsedSentence, run: Sequence[int]) -> bool:
    """Whether a part of the content is more than punctuation and a relative pronoun."""
    tokens = [sentence.tokens[i] for i in run if sentence.tokens[i].text[:1].isalnum()]
    return len(tokens) > 1 or (len(tokens) == 1 and tokens[0].tag not in ("WDT", "WP", "IN"))


def _snapped(text: str, part: Span, near: Spans) -> Span:
    """The content with the whole of each quotation that it touches or that follows it at once."""
    start, end = part.start, part.end
    reach = end + 1
    while reach < len(text) and text[reach - 1].isspace() and text[reach - 1] != "\n":
        reach += 1
    for quotation in near.overlapping(Span(start, reach)):
        start, end = min(start, quotation.start), max(end, quotation.end)
    return Span(start, end)


# ---------------------------------------------------------------- putting together


def _resolved(text: str, told: list[Draft], framed: list[Draft]) -> list[Draft]:
    """Each content once: a mixed quote before its quotation, the outer attribution before the inner."""
    kept: list[Draft] = []
    near: Near[Draft] = Near()
    frames = Near((draft.span, draft) for draft in framed)
    direct = [d for d in told if not any(_widens(text, frame, d) for frame in frames.overlapping(d.span))]
    for draft in [*direct, *sorted(framed, key=lambda d: (d.span.start, -d.span.end))]:
        around = draft.span if draft.cue is None else _hull(draft.span, draft.cue)
        others = near.overlapping(around)
        if any(_clashes(draft, other) for other in others):
            continue
        if draft.alone or any(other.span.contains(around) for other in others):
            kept.append(draft)
            near.add(draft.span, draft)
    return kept


def _hull(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _widens(text: str, frame: Draft, draft: Draft) -> bool:
    """Whether a frame holds a quotation and more under the same cue; a full sentence in marks is no part of another."""
    if frame.cue != draft.cue or frame.span == draft.span or not frame.span.contains(draft.span):
        return False
    return frame.span.start < draft.span.start or draft.span.of(text).rstrip(MARKS)[-1:] not in ",.?!"


def _clashes(draft: Draft, other: Draft) -> bool:
    """Whether a quote is already told by another, or lies within it and is not sure to be another's."""
    if other.span.contains(_hull(draft.span, draft.cue) if draft.cue else draft.span):
        return not draft.inner or other.cue == draft.cue
    if other.cue is not None and draft.span.contains(_hull(other.span, other.cue)):
        return not other.inner and not draft.inner
    if other.span.contains(draft.span) or (draft.cue is not None and other.span.contains(draft.cue)):
        return True
    return other.quoted and other.span.overlaps(draft.span)


def _numbered(text: str, drafts: list[Draft], quotations: Spans, actors: Sequence[Actor]) -> tuple[Quote, ...]:
    mentions = Near((mention.span, (mention.span, actor.id)) for actor in actors for mention in actor.mentions)
    told: dict[Span, str] = {}  # cue -> the last quote that has it
    quotes: list[Quote] = []
    for number, draft in enumerate(sorted(drafts, key=lambda d: (d.span.start, -d.span.end, d.cue or d.span)), start=1):
        quotes.append(
            Quote(
                id=f"q{number}",
                start=draft.span.start,
                end=draft.span.end,
                kind=_kind(text, draft, quotations),
                cue=draft.cue,
                speaker=_speaker(draft, mentions),
                continues=told.get(draft.cue) if draft.cue is not None else None,
            )
        )
        if draft.cue is not None:
            told[draft.cue] = f"q{number}"
    return tuple(quotes)


def _kind(text: str, draft: Draft, quotations: Spans) -> QuoteKind:
    """direct: all of it stands in quotation marks; mixed: some of it. Marks around the cue too do not count."""
    span = draft.span
    inside = [q for q in quotations.overlapping(span) if draft.cue is None or not q.contains(draft.cue)]
    if not inside:
        return "indirect"
    edges = zip([span.start, *(q.end for q in inside)], [*(q.start for q in inside), span.end], strict=True)
    return "mixed" if "".join(text[start:end] for start, end in edges if start < end).strip(EDGE) else "direct"


def _speaker(draft: Draft, mentions: Near[tuple[Span, str]]) -> Speaker | None:
    """The speaker with the actor whose shortest mention overlaps the head of the phrase."""
    if draft.speaker is None:
        return None
    found = mentions.overlapping(draft.head or draft.speaker)
    actor = min(found, key=lambda item: item[0].end - item[0].start)[1] if found else None
    return Speaker(start=draft.speaker.start, end=draft.speaker.end, actor=actor)

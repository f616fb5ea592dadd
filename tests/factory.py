"""Coded articles made by hand: `coded_article("RUSGOV -> BLRGOV SUPPORT 2020-08-27", ...)` without a parser."""

from __future__ import annotations

import re
from datetime import date

from comity.vocabulary import (
    Actor,
    ActorKind,
    CodedArticle,
    Event,
    EventTime,
    Mention,
    Part,
    Published,
    Quad,
    Quote,
    Sentence,
    Span,
    Speaker,
    stable_id,
)

VERBAL_COOPERATION = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE")
MATERIAL_COOPERATION = ("COOPERATE", "AID", "RETREAT")
VERBAL_CONFLICT = ("REQUEST", "ACCUSE", "REJECT", "THREATEN")
DAY = r"\d{4}-\d\d-\d\d"
LINE = re.compile(
    r"^(?P<source>[\w+ ]*?) ?-> ?(?P<target>[\w+]*) (?P<type>[A-Z]+)"
    rf"(?: (?P<day>{DAY})?(?:\.\.(?P<last>{DAY})?)?)?(?P<rest>.*)$"
)


def quad_of(kind: str) -> Quad:
    if kind in VERBAL_COOPERATION:
        return "verbal cooperation"
    if kind in MATERIAL_COOPERATION:
        return "material cooperation"
    return "verbal conflict" if kind in VERBAL_CONFLICT else "material conflict"


def coded_article(
    *lines: str,
    name: str = "a",
    published: str | None = "2022-07-01",
    outlet: str | None = "Gazette",
    agency: str | None = None,
    path: str | None = None,
    title: str = "A headline",
) -> CodedArticle:
    """An article with one sentence per line, "SOURCE+SOURCE -> TARGET TYPE DAY..LASTDAY status historical "speaker"".

    Codes of three letters and more are coded actors with the first three as country; others ("Rovers") are names.
    """
    article = _Builder(title)
    for line in lines:
        article.add(line)
    day = date.fromisoformat(published) if published else None
    url = f"https://gazette.example/{name}"
    return CodedArticle(
        id=stable_id(url),
        url=url,
        path=path or f"pages/{name}.html",
        outlet=outlet,
        agency=agency,
        authors=(),
        sections=(),
        title=title,
        caption=None,
        language="en",
        published=Published(earliest=day, latest=day, basis="given" if day else "unknown"),
        text=article.text,
        parts=(
            Part(kind="title", start=0, end=len(title)),
            *([Part(kind="body", start=len(title) + 2, end=len(article.text))] if lines else []),
        ),
        dropped=(),
        related=(),
        sentences=tuple(article.sentences),
        actors=tuple(article.actors.values()),
        times=(),
        places=(),
        quotes=tuple(article.quotes),
        events=tuple(article.events),
        claims=(),
        provisions=(),
        no_events=None if article.events else "no trigger: no sentence tells of a deed",
    )


class _Builder:
    def __init__(self, title: str) -> None:
        self.text = title
        self.sentences = [Sentence(start=0, end=len(title), paragraph=0, part="title")]
        self.actors: dict[str, Actor] = {}
        self.quotes: list[Quote] = []
        self.events: list[Event] = []

    def add(self, line: str) -> None:
        match = LINE.match(line)
        assert match, f"not an event line: {line}"
        self.text += "\n\n"
        start = len(self.text)
        source = [self._actor(code) for code in match["source"].split("+") if code]
        trigger_start = len(self.text) + (1 if source else 0)
        self.text += (" " if source else "") + f"did {match['type'].lower()}"
        trigger = Span(trigger_start, len(self.text))
        target = [self._actor(code, " ") for code in match["target"].split("+") if code]
        rest = match["rest"]
        said_by = self._quote(start, rest)
        time = None
        if match["day"] or match["last"]:
            first = date.fromisoformat(match["day"]) if match["day"] else None
            last = date.fromisoformat(match["last"]) if match["last"] else (None if ".." in line else first)
            when = len(self.text) + 4
            self.text += f" on {match['day'] or match['last']}"
            time = EventTime(earliest=first, latest=last, evidence=Span(when, len(self.text)))
        self.text += "."
        status = next(
            (s for s in ("ongoing", "planned", "demanded", "hypothetical", "denied", "ended") if s in rest), "happened"
        )
        number = len(self.sentences)
        self.sentences.append(Sentence(start=start, end=len(self.text), paragraph=number, part="body"))
        self.events.append(
            Event(
                id=f"e{len(self.events) + 1}",
                sentence=number,
                trigger=trigger,
                type=match["type"],  # type: ignore[arg-type]  # written by the test
                modes=(),
                contexts=("diplomatic",),
                rule=f"{match['type'].lower()}.test",
                cameo="040",
                quad=quad_of(match["type"]),
                intensity=5.0,
                source=tuple(actor for actor, _ in source),
                target=tuple(actor for actor, _ in target),
                source_spans=tuple(span for _, span in source),
                target_spans=tuple(span for _, span in target),
                place=None,
                time=time,
                status=status,  # type: ignore[arg-type]  # one of the list above
                status_evidence=None,
                historical="historical" in rest,
                said_by=said_by,
                confidence=0.9,
            )
        )

    def _actor(self, code: str, before: str = "") -> tuple[str, Span]:
        """The actor of the code, named at the text's end by the code itself."""
        self.text += before if not self.text.endswith("\n\n") else ""
        if self.text[-1].isalnum():
            self.text += " "
        start = len(self.text)
        self.text += code
        span = Span(start, len(self.text))
        coded = code[:3].isupper()
        known = self.actors.get(code)
        mention = Mention(start=span.start, end=span.end, kind="name")
        kind: ActorKind = "country" if coded and len(code) == 3 else "organisation"
        self.actors[code] = Actor(
            id=known.id if known else f"a{len(self.actors) + 1}",
            name=code,
            kind=kind,
            country=code[:3] if coded else None,
            sector=code[3:6] or None if coded else None,
            code=code if coded else None,
            role=None,
            basis="lexicon" if coded else "text",
            mentions=(*(known.mentions if known else ()), mention),
        )
        return self.actors[code].id, span

    def _quote(self, start: int, rest: str) -> str | None:
        """A quote from `start` to the text's end if the line names a speaker in double quotes."""
        match = re.search(r'"([^"]+)"', rest)
        if match is None:
            return None
        end = len(self.text)
        self.text += ", "
        actor, span = self._actor(match[1])
        cue = Span(len(self.text) + 1, len(self.text) + 5)
        self.text += " said"
        quote = Quote(
            id=f"q{len(self.quotes) + 1}",
            start=start,
            end=end,
            kind="indirect",
            cue=cue,
            speaker=Speaker(start=span.start, end=span.end, actor=actor),
            continues=None,
        )
        self.quotes.append(quote)
        return quote.id

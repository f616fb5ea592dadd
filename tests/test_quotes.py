"""What is said, by whom: sentence in, quotes out."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.faults import LexiconFault
from comity.lexicons.cues import cue_of, open_cues
from comity.quotes import find_quotes, quote_at
from comity.quotes.marks import find_quotations
from comity.sentences import Parser, open_parser, parse_sentences
from comity.vocabulary import Actor, ActorKind, Article, Mention, Part, Published, Quote, Span


@cache
def parser() -> Parser:
    return open_parser()


def article(text: str, title_end: int = 0) -> Article:
    parts = [Part(kind="body", start=title_end, end=len(text))]
    if title_end:
        parts.insert(0, Part(kind="title", start=0, end=title_end))
    return Article(
        id="x", url=None, path=None, outlet=None, agency=None, authors=(), sections=(), title=None, caption=None,
        language="en", published=Published(earliest=None, latest=None, basis="unknown"), text=text,
        parts=tuple(parts), dropped=(), related=(),
    )  # fmt: skip


def quotes_of(text: str, actors: tuple[Actor, ...] = (), title_end: int = 0) -> tuple[Quote, ...]:
    page = article(text, title_end)
    return find_quotes(page, parse_sentences(page, parser()), actors)


def told(text: str, title_end: int = 0) -> list[str]:
    """Each quote as "kind: speaker | cue | content", "<-" where it continues another."""
    lines = []
    for quote in quotes_of(text, title_end=title_end):
        speaker = text[quote.speaker.start : quote.speaker.end] if quote.speaker else "-"
        cue = quote.cue.of(text) if quote.cue else "-"
        mark = " <-" if quote.continues else ""
        lines.append(f"{quote.kind}: {speaker} | {cue} | {quote.span.of(text)}{mark}")
    return lines


def actor(text: str, *names: str, kind: ActorKind = "person") -> Actor:
    mentions = tuple(Mention(start=text.index(n), end=text.index(n) + len(n), kind="name") for n in names)
    return Actor(
        id="a1", name=names[0], kind=kind, country=None, sector=None, code=None, role=None, basis="text",
        mentions=mentions,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“Our union is stronger than ever,” Lukashenko told a forum in Grodno.",
            ["direct: Lukashenko | told | “Our union is stronger than ever,”"],
        ),
        (
            '"Minsk will answer," said the ministry on Monday. "It has no choice."',
            [
                'direct: the ministry | said | "Minsk will answer,"',
                'direct: the ministry | said | "It has no choice." <-',
            ],
        ),
        (
            'Lavrov said: "We see no reason for talks."',
            ['direct: Lavrov | said | "We see no reason for talks."'],
        ),
        (
            "«The border stays open,» said the governor.",
            ["direct: the governor | said | «The border stays open,»"],
        ),
        (
            '"The sanctions," Peskov said, "will only bring us closer."',
            [
                'direct: Peskov | said | "The sanctions,"',
                'direct: Peskov | said | "will only bring us closer." <-',
            ],
        ),
    ],
)
def test_direct_speech(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Kremlin said that Washington was to blame for the crisis.",
            ["indirect: The Kremlin | said | that Washington was to blame for the crisis"],
        ),
        (
            "The Kremlin said Washington was to blame for the crisis.",
            ["indirect: The Kremlin | said | Washington was to blame for the crisis"],
        ),
        (
            "Belarus will host the exercises, the defence ministry announced.",
            ["indirect: the defence ministry | announced | Belarus will host the exercises"],
        ),
        (
            "According to the opposition, the vote was rigged.",
            ["indirect: the opposition | According | the vote was rigged"],
        ),
        (
            "Merkel believes that the treaty has failed.",
            ["indirect: Merkel | believes | that the treaty has failed"],
        ),
        (
            "Poland denied that its troops had crossed the border.",
            ["indirect: Poland | denied | that its troops had crossed the border"],
        ),
    ],
)
def test_indirect_speech_and_thought(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army shelled the town and seized its bridge, the ministry said on Monday.",
            ["indirect: the ministry | said | The army shelled the town and seized its bridge"],
        ),
        (
            "Troops killed one militant and arrested six in the restive region, a press release said Tuesday.",
            ["indirect: a press release | said | Troops killed one militant and arrested six in the restive region"],
        ),
        (
            "The troops, the ministry said, have left.",
            ["indirect: the ministry | said | The troops", "indirect: the ministry | said | have left <-"],
        ),
        (
            "The opposition says that the election was rigged, and accuses Lukashenko of having stolen it.",
            [
                "indirect: The opposition | says | that the election was rigged",
                "indirect: The opposition | accuses | Lukashenko of having stolen it",
            ],
        ),
        (
            "The Kremlin claimed on Monday Kyiv was building a bomb.",
            ["indirect: The Kremlin | claimed | Kyiv was building a bomb"],
        ),
        (
            "Moscow claims Kyiv is building a bomb; Kyiv denies this.",
            ["indirect: Moscow | claims | Kyiv is building a bomb", "indirect: Kyiv | denies | this"],
        ),
        (
            "Human Rights Watch (HRW) said that the camp was closed.",
            ["indirect: Human Rights Watch (HRW) | said | that the camp was closed"],
        ),
        (
            "In the words of one diplomat, the talks were a waste of time.",
            ["indirect: one diplomat | words | the talks were a waste of time"],
        ),
        (
            "The governor was quoted as saying that the port would reopen.",
            ["indirect: The governor | saying | that the port would reopen"],
        ),
    ],
)
def test_where_the_cue_stands(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_what_one_reports_of_another_is_nested() -> None:
    text = "The minister said that Kyiv would pay, state television reported."
    outer, inner = quotes_of(text)
    assert outer.span.contains(inner.span)
    assert told(text) == [
        "indirect: state television | reported | The minister said that Kyiv would pay",
        "indirect: The minister | said | that Kyiv would pay",
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Putin: West to blame for the crisis", ["indirect: Putin | : | West to blame for the crisis"]),
        ("Minsk ready for talks — Lukashenko", ["indirect: Lukashenko | — | Minsk ready for talks"]),
        ("Drones hit oil depot near border – regional governor", [
            "indirect: regional governor | – | Drones hit oil depot near border"
        ]),
        ("Drones hit oil depot near border – photos", []),
        ("Analysis: how the union state was made", []),
    ],
)  # fmt: skip
def test_a_headline_sets_its_speaker_apart(title: str, expected: list[str]) -> None:
    assert told(f"{title}\n\nThe sky was blue.", title_end=len(title)) == expected


def test_a_country_before_a_colon_is_a_topic() -> None:
    title = "Iran: nobody is ready for what comes"
    country = actor(title, "Iran", kind="country")
    assert quotes_of(title, (country,), title_end=len(title)) == ()


def test_a_quotation_goes_on_after_indirect_speech() -> None:
    assert told("The envoy said that the talks were over. “We did our part.”") == [
        "indirect: The envoy | said | that the talks were over",
        "direct: The envoy | said | “We did our part.” <-",
    ]


def test_the_speaker_of_a_relative_clause_is_its_noun() -> None:
    text = "Angela Merkel, who said that the treaty was dead, left Minsk."
    (quote,) = quotes_of(text, (actor(text, "Angela Merkel"),))
    assert quote.speaker is not None
    assert (text[quote.speaker.start : quote.speaker.end], quote.speaker.actor) == ("who", "a1")


def test_an_accusation_attributes_what_it_accuses_of() -> None:
    assert told("The opposition accused Lukashenko of having rigged the vote.") == [
        "indirect: The opposition | accused | Lukashenko of having rigged the vote"
    ]


def test_a_quotation_within_indirect_speech_makes_it_mixed() -> None:
    assert told("Putin said that the West was waging “a war of sanctions” against his country.") == [
        "mixed: Putin | said | that the West was waging “a war of sanctions” against his country"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “partial mobilisation” began in the capital.",
        "The two presidents met in Sochi on Friday.",
        "",
    ],
)
def test_no_attribution_no_quote(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The border is shut.” ― Ana Ruiz", ["direct: Ana Ruiz | - | “The border is shut.”"]),
        ('"The border is shut."\n-- Ana de la Cruz, mayor', ['direct: Ana de la Cruz | - | "The border is shut."']),
        ("“The border is shut” - a phrase of old", []),
        ("The sign “Border” — Lima put it up — is gone.", []),
    ],
)
def test_a_name_behind_a_dash_signs_the_quotation(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_a_quotation_over_paragraphs_is_one_utterance() -> None:
    text = "“We signed in good faith,” said the minister. “They broke the treaty.\n\n“We shall not forget that.”"
    assert told(text) == [
        "direct: the minister | said | “We signed in good faith,”",
        "direct: the minister | said | “They broke the treaty. <-",
        "direct: the minister | said | “We shall not forget that.” <-",
    ]


def test_speaker_is_the_actor_whose_mention_it_names() -> None:
    text = "The treaty is dead, Russian President Vladimir Putin said."
    (quote,) = quotes_of(text, (actor(text, "Russian President Vladimir Putin"),))
    assert quote.speaker is not None
    assert quote.speaker.actor == "a1"


def test_the_innermost_quote_tells_of_a_span() -> None:
    text = "The Kremlin said Washington was to blame. Talks ended."
    quotes = quotes_of(text)
    inside, outside = text.index("blame"), text.index("ended")
    assert quote_at(quotes, Span(inside, inside + 5)) == quotes[0]
    assert quote_at(quotes, Span(outside, outside + 5)) is None


@pytest.mark.parametrize(
    ("text", "word", "speaker"),
    [
        ("Minsk said that it had closed the border.", "closed", "Minsk"),
        ("Minsk criticised the closing of the border.", "closing", None),
        ("Minsk announced the closing of the border.", "closing", None),
        ("Minsk vowed to close the border.", "close", None),
        ("Minsk accused Warsaw of closing the border.", "closing", "Minsk"),
        ("“Warsaw closed the border,” the envoy said.", "closed", "the envoy"),
    ],
)
def test_only_what_is_asserted_is_told(text: str, word: str, speaker: str | None) -> None:
    page = article(text)
    sentences = parse_sentences(page, parser())
    start = text.index(word)
    quote = quote_at(find_quotes(page, sentences, ()), Span(start, start + len(word)), sentences[0])
    assert (text[quote.speaker.start : quote.speaker.end] if quote and quote.speaker else None) == speaker


def test_a_long_page_costs_no_more_per_word() -> None:
    line = "“We will answer,” the envoy said. “They broke it.” Minsk said that Kyiv would pay. "
    quotes = quotes_of("\n\n".join([line * 3] * 60))
    assert len(quotes) == 540
    assert [quote.id for quote in quotes] == [f"q{number}" for number in range(1, 541)]


ODDS = st.sampled_from(["“", "”", '"', "‘", "’", "'", "«", "»", "''", "``", "—", ":", ",", ".", "\n\n", " ", "("])
WORDS = st.sampled_from(["said", "Minsk", "he", "that", "according", "to", "the", "minister", "accused", "of", "war"])


@settings(max_examples=60, deadline=None)
@given(st.lists(ODDS | WORDS, max_size=40))
def test_no_text_costs_the_document(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for quote in quotes_of(text):
        assert 0 <= quote.start < quote.end <= len(text)
        assert quote.span.of(text).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said: “Yes.” And “no", ["“Yes.”"]),
        ('A "b" c" d', ['"b"']),
        ("the allies' plan and Putin’s answer", []),
        ("a ‘special operation’ of Russia’s army", ["‘special operation’"]),
        ("“He said ‘never’ twice,” she said", ["“He said ‘never’ twice,”"]),
        ("“One.\n\n“Two.”", ["“One.", "“Two.”"]),
        ("« Non », dit-il", ["« Non »"]),
        ("''We go,'' he said. ''Now.''", ["''We go,''", "''Now.''"]),
        ("``We go,'' he said.", ["``We go,''"]),
        ("the ’90s and rock ’n’ roll", []),
    ],
)
def test_quotation_marks_pair(text: str, expected: list[str]) -> None:
    assert [quotation.span.of(text) for quotation in find_quotations(text)] == expected


def test_a_cue_of_unknown_grade_is_named_with_its_line() -> None:
    with pytest.raises(LexiconFault, match=r"unknown grade 'shout'.*cues.csv:7"):
        cue_of({"cue": "yell", "pos": "VERB", "grade": "shout", "frames": "clause"}, 7)


def test_every_cue_has_frames_and_stands_once() -> None:
    cues = open_cues().cues
    assert all(cue.frames for cue in cues)
    assert len({(cue.word, cue.pos) for cue in cues}) == len(cues)
    assert [(cue.word, cue.pos) for cue in cues] == sorted((cue.word, cue.pos) for cue in cues)

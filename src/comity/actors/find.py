"""Sentences -> actors with their mentions: names, titles, role words, groups and pronouns, in order of reading."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from comity.actors.cast import Cast, Member, Sighting
from comity.actors.clauses import quoted, subjects_around
from comity.actors.naming import NEW, name_described
from comity.actors.parties import with_parties
from comity.actors.phrases import Phrase, find_phrases
from comity.actors.pronouns import (
    FIRST,
    MEETINGS,
    PAIR,
    PLURAL,
    PRONOUNS,
    each_other,
    means_two,
    pronoun_members,
    speaker_of,
    subject_ahead,
)
from comity.actors.resolve import Reader
from comity.actors.setting import dateline_of, label_of, read_setting, slugs_in, with_koreas
from comity.actors.spotting import Line, Spotter, Unit
from comity.lexicons.actors import INTERNATIONAL, ActorLexicon
from comity.vocabulary import Actor, Article, MentionKind, ParsedSentence

EACH_OTHER = (("each", "other"), ("one", "another"))
MEETING = frozenset(("meet", "negotiate", "confer", "visit"))  # verbs that bring two together


def find_actors(article: Article, sentences: tuple[ParsedSentence, ...], lexicon: ActorLexicon) -> tuple[Actor, ...]:
    """The actors of an article, ids "a1", "a2" in order of first mention; words that mean nobody known are left out."""
    spotter = Spotter(lexicon, sentences)
    lines = [Line(sentence.tokens) for sentence in sentences]
    datelines = [dateline_of(sentence, line) for sentence, line in zip(sentences, lines, strict=True)]
    labels = [label_of(line, lexicon) for line in lines]
    apart = [
        [range(max(written, labelled)), *slugs_in(line)]
        for line, (_, written), (_, labelled) in zip(lines, datelines, labels, strict=True)
    ]
    units = [
        [unit for unit in spotter.units(sentence, line) if not any(unit.start in tokens for tokens in out)]
        for sentence, line, out in zip(sentences, lines, apart, strict=True)
    ]
    town = next((town for town, _ in datelines if town), None)
    setting = read_setting(lines, units, town, lexicon)
    units = [
        with_koreas(with_parties(found, line, written, setting.states, lexicon), sentence, setting.states, lexicon)
        for found, sentence, line, (_, written) in zip(units, sentences, lines, datelines, strict=True)
    ]
    cast = Cast(lexicon, article.published.latest, setting)
    opened, paragraph = False, -1
    for sentence, line, found, (place, _) in zip(sentences, lines, units, labels, strict=True):
        if place is not None:
            cast.scene = place, sentence.number
        cast.quoted, opened = quoted(sentence, opened and sentence.sentence.paragraph == paragraph)
        paragraph = sentence.sentence.paragraph
        _read_sentence(sentence, line, found, cast)
    return cast.actors()


def _read_sentence(sentence: ParsedSentence, line: Line, units: list[Unit], cast: Cast) -> None:
    """Add the mentions of a sentence to the cast, from left to right."""
    phrases = find_phrases(sentence, units, line)
    reader = Reader(sentence, units, cast)
    tokens = sentence.tokens
    taken = {at for phrase in phrases for at in range(phrase.start, phrase.end) if not _own(phrase, at, sentence)}
    steps: list[tuple[int, int, Phrase | None]] = [(phrase.start, -phrase.end, phrase) for phrase in phrases]
    steps += [
        (at, 0, None) for at, token in enumerate(tokens) if at not in taken and token.text.lower() in PRONOUNS | PAIR
    ]
    late: list[int] = []
    ahead: list[int] = []
    for at, _, phrase in sorted(steps, key=lambda step: step[:2]):
        if phrase is not None:
            members = reader.members(phrase)
            _see(members, phrase.start, phrase.end, _mention_kind(phrase), sentence, cast)
            _call(members, phrase, line, sentence)
            for unit, member in zip(phrase.listed, members[-len(phrase.listed) :], strict=False):
                span = tokens[unit.start].start, tokens[unit.end - 1].end
                member.mentions.setdefault(span, "name")
        elif tokens[at].text.lower() in FIRST:
            if tokens[at].text != "US":
                late.append(at)
        elif means_two(at, sentence) or tokens[at].pos in ("PRON", "DET"):
            if tokens[at].text.lower() in PLURAL:
                _join_coordinated(sentence, cast)
            members = pronoun_members(at, sentence, cast)
            _see(members, at, at + 1, "pronoun", sentence, cast)
            if not members and subject_ahead(at, sentence) is not None:
                ahead.append(at)
    for at in ahead:
        _see(pronoun_members(at, sentence, cast, True), at, at + 1, "pronoun", sentence, cast)
    name_described(sentence, cast)
    _join_coordinated(sentence, cast)
    for at in range(len(tokens) - 1):
        if (tokens[at].text.lower(), tokens[at + 1].text) in EACH_OTHER:
            _see(each_other(at, sentence, cast), at, at + 2, "pronoun", sentence, cast)
    _read_first_persons(late, sentence, cast)


def _own(phrase: Phrase, at: int, sentence: ParsedSentence) -> bool:
    """Whether the token is the "his" of "his government": a mention of somebody else than the phrase."""
    return at == phrase.start and sentence.tokens[at].tag == "PRP$" and phrase.head.kind == "role"


def _see(
    members: Sequence[Member], start: int, end: int, kind: MentionKind, sentence: ParsedSentence, cast: Cast
) -> None:
    """Note a mention of tokens `[start, end)`."""
    if not members:
        return
    span = sentence.tokens[start].start, sentence.tokens[end - 1].end
    for member in members:
        member.mentions.setdefault(span, kind)
    subject = _subject(start, end, sentence)
    new = sentence.tokens[start].text.lower() in NEW
    cast.sightings.append(Sighting(tuple(members), sentence.number, *span, subject, new))


def _call(members: Sequence[Member], phrase: Phrase, line: Line, sentence: ParsedSentence) -> None:
    """Note the words of a phrase as what its members are called; a longer name is fuller, so is "Chile's army"."""
    name = phrase.name or (phrase.head if phrase.head.role is None and phrase.head.kind != "adjective" else None)
    start = phrase.start
    while start + 1 < phrase.end and (sentence.tokens[start].pos == "DET" or sentence.tokens[start].tag == "PRP$"):
        start += 1
    for member in members:
        if name is not None:
            member.call(name.text, 2 + len(name.text))
        elif member.kind != "person" and phrase.head.role is not None:
            member.call(line.words(start, phrase.end), 2 if phrase.modifiers or phrase.after else 1)


def _subject(start: int, end: int, sentence: ParsedSentence) -> int:
    """2: the tokens are subject of the root; 1: of another verb; 0: no subject."""
    for at in range(start, end):
        token = sentence.tokens[at]
        if token.dep in ("nsubj", "nsubjpass") and not start <= token.head < end:
            return 2 if sentence.tokens[token.head].dep == "ROOT" else 1
    return 0


def _mention_kind(phrase: Phrase) -> MentionKind:
    if phrase.head.kind == "role":
        return "title" if phrase.name is not None else "descriptor"
    return "metonym" if phrase.head.kind in ("city", "seat") else "name"


def _join_coordinated(sentence: ParsedSentence, cast: Cast) -> None:
    """After "Russia and Belarus …" or "Putin met Lukashenko" the two together may be what "they" means."""
    here = [s for s in cast.sightings[-40:] if s.sentence == sentence.number and len(s.members) == 1]
    actors = [s for s in here if s.members[0].kind in ("person", "country", "organisation")]
    met = next((token for token in sentence.tokens if token.lemma in MEETING and token.pos == "VERB"), None)
    if met is not None:
        before = [sighting for sighting in actors if sighting.end <= met.start and sighting.subject]
        after = [sighting for sighting in actors if sighting.start >= met.end]
        if before and after and before[-1].members != after[0].members:
            both = (*before[-1].members, *after[0].members)
            cast.sightings.append(Sighting(both, sentence.number, before[-1].start, after[0].end, 1))
    for one, other in _who_talk(here, sentence):
        cast.sightings.append(
            Sighting((*one.members, *other.members), sentence.number, one.start, other.end, one.subject)
        )
    for chain in _chains(here, sentence):
        together = tuple(dict.fromkeys(member for sighting in chain for member in sighting.members))
        if len(together) > 1:
            place = chain[0].start, chain[-1].end
            cast.sightings.append(
                Sighting(together, sentence.number, *place, max(sighting.subject for sighting in chain))
            )


def _who_talk(here: Sequence[Sighting], sentence: ParsedSentence) -> list[tuple[Sighting, Sighting]]:
    """Two who are together by a noun: "Vega held talks with the Peruvian minister"."""
    found = []
    for at, token in enumerate(sentence.tokens):
        verb = sentence.tokens[token.head]
        if token.lemma not in MEETINGS or token.dep not in ("dobj", "pobj") or verb.pos not in ("VERB", "ADP"):
            continue
        with_ = [child for child in sentence.children[at] if sentence.tokens[child].lemma == "with"]
        objects = [child for prep in with_ for child in sentence.children[prep]]
        subjects = subjects_around(at, sentence)[:1]
        pair = [
            next((s for s in here if s.start <= sentence.tokens[i].start < s.end), None)
            for i in (*subjects, *objects[:1])
        ]
        if len(pair) == 2 and pair[0] and pair[1] and pair[0].members != pair[1].members:
            found.append((pair[0], pair[1]))
    return found


def _chains(here: Sequence[Sighting], sentence: ParsedSentence) -> list[list[Sighting]]:
    """The runs of mentions divided by nothing but commas and an "and"."""
    chains: list[list[Sighting]] = []
    joined = False
    for one, other in pairwise(here):
        between = [token.text for token in sentence.tokens if one.end <= token.start and token.end <= other.start]
        if between not in (["and"], [",", "and"], [","]):
            joined = False
            continue
        if joined:
            chains[-1].append(other)
        else:
            chains.append([one, other])
        joined = between == [","]
    return [chain for chain in chains if _ends_with_and(chain, sentence)]


def _ends_with_and(chain: Sequence[Sighting], sentence: ParsedSentence) -> bool:
    """Whether an "and" stands before the last of a run."""
    return any(
        token.text == "and" and chain[-2].end <= token.start and token.end <= chain[-1].start
        for token in sentence.tokens
    )


def _read_first_persons(places: list[int], sentence: ParsedSentence, cast: Cast) -> None:
    """ "I" and "we" in a quotation mean who speaks: named in the sentence, else in the one before."""
    here = speaker_of(sentence, cast)
    if here is not None:
        cast.speaker = here
    speaker = cast.speaker or _told_of(sentence.number, cast)
    if speaker is None or (speaker.country in INTERNATIONAL and speaker.kind == "group"):
        return
    for at in places:
        _see((speaker,), at, at + 1, "pronoun", sentence, cast)


def _told_of(number: int, cast: Cast) -> Member | None:
    """Whom a sentence or the one before it is about, by the subject of its root; None: nobody."""
    for sighting in reversed(cast.sightings):
        if sighting.sentence < number - 1:
            break
        if sighting.subject == 2 and sighting.sentence < number and len(sighting.members) == 1:
            return sighting.members[0]
    return None

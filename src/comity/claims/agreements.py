"""Names of treaties, pacts and unions in a text, what "the treaty" goes back to, and who the parties are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from comity.claims.phrases import Mentions, child, phrase, spread, subject_of
from comity.lexicons.claims import Agreement, ClaimLexicon, open_words
from comity.vocabulary import Actor, Article, ParsedSentence, Span, Token

SYNONYMS = {"cease-fire": "ceasefire", "truce": "ceasefire", "treaties": "treaty", "accords": "accord"}
PAIRS = frozenset({"two", "both", "neighbour", "neighbor", "side", "country", "party", "state"})
NEW = frozenset({"a", "an", "any", "no", "another"})
LONGEST_TOPIC = 7  # tokens of "on …" that still make a name
STATES = frozenset({"country", "person", "organisation", "place-as-actor"})
NO_STATES = frozenset({"IGO", "NGO", "MNC", "IMG", "ISM"})  # codes that name no party


class Named(Struct, frozen=True):
    """A sentence's mention of an agreement."""

    name: str  # as the text first names it
    kind: str  # "treaty"
    head: int  # index of the noun in the sentence
    parties: tuple[str, ...]  # country codes; empty: unknown
    proper: bool  # whether the text or the lexicon gives it a name of its own
    bare: bool  # whether it only goes back to one named before ("the treaty")


class Reader:
    """Reads an article's sentences in order and keeps the agreements named so far."""

    def __init__(self, article: Article, mentions: Mentions, lexicon: ClaimLexicon) -> None:
        self._article, self._mentions, self._lexicon = article, mentions, lexicon
        self._known: list[Named] = []

    def read(self, sentence: ParsedSentence) -> list[Named]:
        """The sentence's agreements, in order."""
        found: list[Named] = []
        for index in _heads(sentence, self._lexicon, self._article.text):
            named = self._name(sentence, *index)
            if named is not None:
                found.append(named)
                self._known = [*(n for n in self._known if n.name != named.name), named]
        return found

    def last(self) -> Named | None:
        """The agreement named last."""
        return self._known[-1] if self._known else None

    def _name(self, sentence: ParsedSentence, head: int, span: Span, listed: tuple[Agreement, ...]) -> Named | None:
        """The agreement that a noun names or goes back to; None: there is none to go back to."""
        token = sentence.tokens[head]
        name = span.of(self._article.text)
        here = self._parties_here(sentence, head)
        kind = SYNONYMS.get(token.lemma, token.lemma)
        words = name.split()
        proper = bool(listed) or (len(words) > 1 and any(word[0].isupper() for word in words))
        if len(words) == 1 and not listed and not _indefinite(sentence, head):
            earlier = self._earlier(kind, plural=token.tag == "NNS")
            if earlier is not None:
                parties = earlier.parties if len(earlier.parties) > 1 else here or earlier.parties
                return Named(earlier.name, earlier.kind, head, parties, earlier.proper, True)
        if len(words) == 1 and not listed:
            if kind == "union":
                return None
            here = here or self._bound(sentence, head)
            name = _with_topic(sentence, head, span).of(self._article.text)
        before = next((n for n in reversed(self._known) if n.name.lower() == name.lower()), None)
        parties = (
            here if len(here) > 1 else (before.parties if before and before.parties else self._listed(listed) or here)
        )
        if proper and len(parties) == 1:
            parties = ()  # one who is named beside a treaty of many
        return Named(before.name if before else name, kind, head, parties, proper, False)

    def _earlier(self, kind: str, *, plural: bool) -> Named | None:
        """The nearest agreement before that may be called so; "the accords" are none of a single one."""
        for named in reversed(self._known):
            if plural and not named.name.endswith("s"):
                continue
            if kind == "union" and "union" in named.name.lower().split():
                return named
            if kind != "union" and (
                kind == named.kind or {kind, named.kind} <= open_words().loose or kind in named.name.lower().split()
            ):
                return named
        return None

    def _listed(self, listed: tuple[Agreement, ...]) -> tuple[str, ...]:
        """Parties of the lexicon's agreement, the one whose parties the text speaks of most."""
        countries = Counter(actor.country for _, actor in self._mentions.before(len(self._article.text)))
        scored = [(sum(countries[code] for code in one.parties), one.parties) for one in listed]
        best = max(scored, key=lambda pair: pair[0], default=(0, ()))
        return best[1] if best[0] or (len(listed) == 1 and listed[0].alone) else ()

    def _parties_here(self, sentence: ParsedSentence, head: int) -> tuple[str, ...]:
        """Country codes of those whom the sentence names as signatories."""
        heads = _signatories(sentence, head)
        codes = _codes(self._mentions, [spread(sentence, phrase(sentence, i)) for i in heads])
        words = {token.lemma for i in heads for token in _tokens(sentence, i)}
        if len(codes) < 2 and words & PAIRS and any(sentence.tokens[i].lemma in open_words().parties for i in heads):
            return self._pair_before(sentence.sentence.start, codes)
        if len(codes) == 1 and sentence.sentence.part == "title":  # "A, B to sign pact": no verb for the parser
            named = _codes(self._mentions, [sentence.span])
            return named if len(named) == 2 else codes
        return codes

    def _bound(self, sentence: ParsedSentence, head: int) -> tuple[str, ...]:
        """Country codes of those whom the agreement "commits", "obliges" or "binds"."""
        verb = sentence.tokens[sentence.tokens[head].head]
        if sentence.tokens[head].dep != "nsubj" or verb.lemma not in open_words().binding:
            return ()
        bound = child(sentence, sentence.tokens[head].head, {"dobj"})
        content = child(sentence, sentence.tokens[head].head, {"ccomp", "xcomp"})
        if bound is None and content is not None:
            bound = child(sentence, content, {"nsubj"})
        return _codes(self._mentions, [spread(sentence, phrase(sentence, bound))]) if bound is not None else ()

    def _pair_before(self, place: int, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The two countries that the text spoke of most before this place."""
        counted = Counter(code for _, actor in self._mentions.before(place) if (code := state_of(actor)) is not None)
        pair = tuple(code for code, _ in counted.most_common(2))
        return pair if len(pair) == 2 else codes


def _tokens(sentence: ParsedSentence, index: int) -> list[Token]:
    return [sentence.tokens[i] for i in phrase(sentence, index)]


def _codes(mentions: Mentions, spans: Sequence[Span]) -> tuple[str, ...]:
    """Country codes of the actors mentioned, each once."""
    return tuple(dict.fromkeys(code for actor in mentions.actors(*spans) if (code := state_of(actor)) is not None))


def state_of(actor: Actor) -> str | None:
    """The code of the state, or of the EU or UN, for which an actor may sign; None: for none."""
    return actor.country if actor.kind in STATES and actor.country not in NO_STATES else None


def _heads(sentence: ParsedSentence, lexicon: ClaimLexicon, text: str) -> list[tuple[int, Span, tuple[Agreement, ...]]]:
    """Nouns that name agreements, with their names and the lexicon's entries."""
    found: list[tuple[int, Span, tuple[Agreement, ...]]] = []
    last = -1
    for index, token in enumerate(sentence.tokens):
        if token.start < last:
            continue
        listed = _listed_at(lexicon, text, token.start, token.text)
        if listed is not None:
            span, agreements = listed
            inside = sentence.tokens_in(span)
            found.append((_noun_in(sentence, inside), span, agreements))
            last = span.end
        elif token.lemma in open_words().kinds and token.pos in {"NOUN", "PROPN"} and _is_head(sentence, index):
            found.append((index, _name_span(sentence, index), ()))
        elif token.lemma == "union" and _bare_union(sentence, index):
            found.append((index, Span(token.start, token.end), ()))
    return _without_parts(found)


def _without_parts(
    found: list[tuple[int, Span, tuple[Agreement, ...]]],
) -> list[tuple[int, Span, tuple[Agreement, ...]]]:
    """Names that lie in no longer one."""
    return [one for one in found if not any(o is not one and o[1].contains(one[1]) and o[1] != one[1] for o in found)]


def _noun_in(sentence: ParsedSentence, inside: range) -> int:
    """Head noun of a name; where the name stands before "treaty" or "deal", that noun."""
    top = next((i for i in inside if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i), inside[-1])
    above = sentence.tokens[top].head
    return (
        above
        if sentence.tokens[top].dep in {"compound", "nmod"} and sentence.tokens[above].lemma in open_words().kinds
        else top
    )


def _listed_at(lexicon: ClaimLexicon, text: str, start: int, word: str) -> tuple[Span, tuple[Agreement, ...]] | None:
    """The lexicon's longest name that begins here."""
    for name, agreements in lexicon.agreements.get(word, ()):
        end = start + len(name)
        if text.startswith(name, start) and not text[end : end + 1].isalnum():
            return Span(start, end), agreements
    return None


def _is_head(sentence: ParsedSentence, index: int) -> bool:
    """Whether the word is no mere modifier ("treaty obligations", "ceasefire line")."""
    token = sentence.tokens[index]
    return (
        token.dep not in {"compound", "amod", "nmod", "npadvmod"}
        or sentence.tokens[token.head].lemma in open_words().kinds
    )


def _bare_union(sentence: ParsedSentence, index: int) -> bool:
    """Whether this is "the union" with nothing more to it."""
    children = [sentence.tokens[i].lemma for i in sentence.children[index] if i < index]
    return children == ["the"]


def _name_span(sentence: ParsedSentence, index: int) -> Span:
    """The noun with the words before it that name it; and after a great letter, "of Rome", "on Open Skies"."""
    first = index
    while first > 0 and _names(sentence, first - 1, index):
        first -= 1
    while first < index and sentence.tokens[first].lemma in open_words().plain | {"-", "'s", "’s", "and"}:
        first += 1
    last = index
    if sentence.tokens[index].text[0].isupper():
        tokens = sentence.tokens
        while last + 3 < len(tokens) and tokens[last + 1].lemma in {"of", "on"}:
            named = last + 3 if tokens[last + 2].lemma == "the" else last + 2
            if not tokens[named].text[0].isupper():
                break
            last = named
            while last + 1 < len(tokens) and tokens[last + 1].pos == "PROPN" and tokens[last + 1].text[0].isupper():
                last += 1
    return Span(sentence.tokens[first].start, sentence.tokens[last].end)


def _indefinite(sentence: ParsedSentence, head: int) -> bool:
    """Whether the noun brings in something new: "a treaty", "12 accords", "reached agreement"."""
    before = [sentence.tokens[i].lemma for i in sentence.children[head] if i < head]
    bare = not before and sentence.tokens[head].tag == "NN" and sentence.sentence.part != "title"
    plural = sentence.tokens[head].tag == "NNS" and "the" not in before
    numbered = any(sentence.tokens[i].pos == "NUM" for i in sentence.children[head] if i < head)
    return bare or plural or numbered or not NEW.isdisjoint(before)


def _with_topic(sentence: ParsedSentence, head: int, span: Span) -> Span:
    """The noun with what it is on, where that is short: "treaty on fishing rights", "pact of steel"."""
    words = {"on", "of"} if sentence.tokens[head].lemma in open_words().strict | {"memorandum"} else {"on"}
    if head + 1 < len(sentence.tokens) and sentence.tokens[head + 1].lemma in words:
        run = phrase(sentence, head + 1)
        place = next((i for i in run if sentence.tokens[i].lemma in {"in", "at", "during"}), None)
        run = run if place is None else run[: run.index(place)]
        if len(run) <= LONGEST_TOPIC and sentence.tokens[head + 1].head == head:
            return Span(span.start, sentence.tokens[run[-1]].end)
    return span


def _names(sentence: ParsedSentence, index: int, head: int) -> bool:
    """Whether a word before the noun belongs to its name."""
    token = sentence.tokens[index]
    if token.text == "-":
        return True
    if token.lemma in open_words().plain or token.pos not in {"NOUN", "PROPN", "ADJ"}:
        return False
    return token.dep in {"compound", "amod", "nmod", "npadvmod", "conj"} and head in _above(sentence, index)


def _above(sentence: ParsedSentence, index: int) -> set[int]:
    """All that a token depends on."""
    found: set[int] = set()
    while index not in found:
        found.add(index)
        index = sentence.tokens[index].head
    return found


def _signatories(sentence: ParsedSentence, head: int) -> list[int]:
    """Heads of the phrases that name who made the agreement."""
    found = [*_ties(sentence, head, {"between", "with", "among", "by"})]
    found += [
        i
        for i in sentence.children[head]
        if i < head and sentence.tokens[i].dep in {"poss", "compound", "amod", "nmod"}
    ]
    token = sentence.tokens[head]
    if token.dep == "acl" or token.dep == "relcl":
        return found
    verb = _verb_of(sentence, head)
    if verb is not None and sentence.tokens[verb].lemma in open_words().signing:
        subject = subject_of(sentence, verb) if child(sentence, verb, {"nsubjpass"}) is None else None
        found += ([subject] if subject is not None and subject != head else []) + _ties(sentence, verb, {"with", "by"})
    for i in sentence.children[head]:
        if sentence.tokens[i].dep in {"acl", "relcl"} and sentence.tokens[i].lemma in open_words().signing:
            found += _ties(sentence, i, {"with", "by", "between"})
            subject = child(sentence, i, {"nsubj"})
            found += [subject] if subject is not None and sentence.tokens[subject].tag not in {"WDT", "WP"} else []
    return found


def _verb_of(sentence: ParsedSentence, head: int) -> int | None:
    """The verb whose object, subject in the passive, or prepositional object the noun is."""
    token = sentence.tokens[head]
    above = token.head
    if token.dep in {"dobj", "nsubjpass"}:
        return above
    if token.dep == "pobj" and sentence.tokens[above].lemma in {"to", "on", "into", "for"}:
        return sentence.tokens[above].head
    return None


def _ties(sentence: ParsedSentence, head: int, words: set[str]) -> list[int]:
    """Objects of the head's prepositions of these words."""
    found = []
    for i in sentence.children[head]:
        if sentence.tokens[i].lemma in words and sentence.tokens[i].dep in {"prep", "agent"}:
            found += [c for c in sentence.children[i] if sentence.tokens[c].dep == "pobj"]
    return found

"""Sentences, actors and quotes -> claims that one thing brings about, or hinders, another."""

from __future__ import annotations

from collections.abc import Sequence

from comity.claims.frames import Found, read_sentence
from comity.claims.gates import political
from comity.claims.phrases import Mentions, spread
from comity.lexicons.claims import ClaimLexicon, open_claims
from comity.vocabulary import Actor, Article, Claim, ParsedSentence, Quote, Span, actors_by_id

UNPOLITICAL = frozenset({"natural", "market", "sport", "other"})
PRONOUNS_OF_US = frozenset({"us", "our", "ours", "we", "ourselves"})


def find_claims(
    article: Article, sentences: Sequence[ParsedSentence], actors: Sequence[Actor], quotes: Sequence[Quote]
) -> tuple[Claim, ...]:
    """The article's causal claims about actors and political action, in the order of the text.

    What is denied, asked, doubted or only aimed at is no claim.
    """
    lexicon, mentions, known = open_claims(), Mentions(actors), actors_by_id(actors)
    claims: list[Claim] = []
    for sentence in sentences:
        if sentence.tokens[-1].text == "?":
            continue
        for found in read_sentence(sentence, lexicon):
            cause, effect = spread(sentence, found.cause_run), spread(sentence, found.effect_run)
            if not _concerns_politics(sentence, found, cause, effect, mentions, lexicon):
                continue
            trigger = sentence.tokens[found.trigger]
            quote = _quote_of(cause, effect, Span(trigger.start, trigger.end), quotes)
            dyad = _dyad(article, effect, quote, claims, mentions, known)
            ids = tuple(actor.id for actor in mentions.actors(cause))
            claims.append(
                Claim(
                    id=f"c{len(claims) + 1}", kind=found.kind, cause=cause, effect=effect,
                    cause_actors=ids, effect_dyad=dyad, said_by=quote.id if quote else None,
                )
            )  # fmt: skip
    return tuple(claims)


def _concerns_politics(
    sentence: ParsedSentence, found: Found, cause: Span, effect: Span, mentions: Mentions, lexicon: ClaimLexicon
) -> bool:
    """Whether cause or effect is a deed of actors; never where either is weather, disease, markets or sport."""
    heads = [sentence.tokens[found.cause], sentence.tokens[found.effect]]
    if any(lexicon.topics.get(token.lemma) in UNPOLITICAL for token in heads):
        return False
    topics = [lexicon.topics.get(sentence.tokens[i].lemma) for i in (*found.cause_run, *found.effect_run)]
    good, other = topics.count("political"), sum(topic in UNPOLITICAL for topic in topics)
    if other:
        return good > other and any(political(token, lexicon) for token in heads)
    return good > 0 or sum(actor.code is not None for actor in mentions.actors(cause, effect)) > 1


def _quote_of(cause: Span, effect: Span, trigger: Span, quotes: Sequence[Quote]) -> Quote | None:
    """The innermost quote that holds the claim, or else the words that make it."""
    for parts in ((cause, effect), (trigger,)):
        around = [quote for quote in quotes if all(quote.span.contains(part) for part in parts)]
        if around:
            return min(around, key=lambda quote: (quote.end - quote.start, quote.start))
    return None


def _dyad(
    article: Article, effect: Span, quote: Quote | None, claims: Sequence[Claim], mentions: Mentions,
    known: dict[str, Actor],
) -> tuple[str, ...]:  # fmt: skip
    """The two actors between whom the effect is; states and organisations before persons; empty: there are no two."""
    named = mentions.actors(effect)
    states = [actor for actor in named if actor.kind in {"country", "organisation"}]
    if len(states) > 1:
        named = states
    if len(named) > 1:
        return named[0].id, named[1].id
    words = effect.of(article.text).lower().split()
    speaker = quote.speaker.actor if quote and quote.speaker else None
    if speaker is None or not PRONOUNS_OF_US.intersection(words):
        return ()
    return _dyad_of_us(known[speaker], claims, known) if speaker in known else ()


def _dyad_of_us(speaker: Actor, claims: Sequence[Claim], known: dict[str, Actor]) -> tuple[str, ...]:
    """The pair that "us" means: the nearest effect before that has the speaker's country in it."""
    for claim in reversed(claims):
        countries = [known[i].country for i in claim.effect_dyad]
        if len(countries) == 2 and speaker.country is not None and speaker.country in countries:
            return claim.effect_dyad
    return ()

"""Sentences, actors and quotes -> claims that one thing brings about, or hinders, another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.claims.frames import Found, read_sentence
from comity.claims.gates import political
from comity.claims.phrases import Mentions, spread
from comity.lexicons.claims import ClaimLexicon, open_claims
from comity.vocabulary import Actor, Article, Claim, Mention, ParsedSentence, Quote, Span, actors_by_id

UNPOLITICAL = frozenset({"natural", "market", "sport", "other"})
MUTUAL = frozenset({
    "alliance", "cooperation", "friendship", "integration", "merger", "partnership", "rapprochement", "relations",
    "relationship", "reunification", "ties", "unification", "union",
})  # fmt: skip
JOINT = re.compile(r"\s*(?:,|and|or|, and)?\s*(?:the )?")  # what stands between actors who do a thing together
PUBLIC = frozenset({None, "GOV", "MIL", "LEG", "JUD", "COP", "PTY", "OPP", "REB", "SEP", "SPY", "UAF"})
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
    return good > 0 or sum(actor.sector in PUBLIC for actor in mentions.actors(cause, effect) if actor.code) > 1


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
    named = mentions.within(effect)
    states = [pair for pair in named if pair[1].kind in {"country", "organisation"}]
    pair = _unlike(article.text, states) or _unlike(article.text, named)
    words = effect.of(article.text).lower().split()
    speaker = known.get(quote.speaker.actor or "") if quote and quote.speaker else None
    if pair or speaker is None or speaker.country is None or PRONOUNS_OF_US.isdisjoint(words):
        return pair
    return _dyad_of_us(speaker.country, effect, claims, mentions, known) if MUTUAL.intersection(words) else ()


def _unlike(text: str, named: Sequence[tuple[Mention, Actor]]) -> tuple[str, ...]:
    """The first actor and the first other that is not of the same country; empty: there are no two.

    Of three or more the other is rather one not joined to the first: A and C in "A and B imposed sanctions on C".
    """
    if not named:
        return ()
    joined, end = True, named[0][0].end
    others: dict[bool, str] = {}
    for mention, actor in named[1:]:
        joined = joined and JOINT.fullmatch(text, end, max(end, mention.start)) is not None
        end = max(end, mention.end)
        if actor.id != named[0][1].id and (actor.country is None or actor.country != named[0][1].country):
            others.setdefault(joined, actor.id)
    other = others.get(False) or others.get(True)
    return (named[0][1].id, other) if other is not None else ()


def _dyad_of_us(
    country: str, effect: Span, claims: Sequence[Claim], mentions: Mentions, known: dict[str, Actor]
) -> tuple[str, ...]:
    """The pair that "us" means for one who speaks for a country.

    That of the nearest claim before about this country and another; else the country and the nearest other one named.
    """
    for claim in reversed(claims):
        if country in [known[i].country for i in claim.effect_dyad]:
            return claim.effect_dyad
    named = [actor for _, actor in reversed(mentions.before(effect.start)) if actor.kind == "country"]
    own = next((actor for actor in named if actor.country == country), None)
    other = next((actor for actor in named if actor.country != country), None)
    return (own.id, other.id) if own is not None and other is not None else ()

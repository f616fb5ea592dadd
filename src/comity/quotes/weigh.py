"""How likely a frame attributes: features of the cue, its grammar and its speaker, weighed by a logistic model."""

from __future__ import annotations

from math import exp

from comity.lexicons.cues import CueLexicon
from comity.quotes.grammar import Frame
from comity.vocabulary import ParsedSentence, Token

LENGTHS = (1, 2, 4, 8, 16)
FAR = 12  # words climbed in search of a cue


def likelihood(sentence: ParsedSentence, frame: Frame, cues: CueLexicon) -> float:
    """Probability, 0 to 1, that the frame is an attribution of the article's own."""
    return _chance([*features(sentence, frame, cues), *context(sentence, frame, cues)], cues)


def likelihood_within(sentence: ParsedSentence, frame: Frame, cues: CueLexicon) -> float:
    """The same for a frame within what another says, as if it stood alone."""
    return _chance([*features(sentence, frame, cues), "under nothing"], cues)


def _chance(names: list[str], cues: CueLexicon) -> float:
    return 1 / (1 + exp(-sum(cues.weight(name) for name in dict.fromkeys(names))))


def features(sentence: ParsedSentence, frame: Frame, cues: CueLexicon) -> list[str]:
    """What the model knows of a frame by itself."""
    token = sentence.tokens[frame.cue]
    word = f"{cues.lemma(token.lemma)}.{token.pos}"
    grade = frame.entry.grade if frame.entry is not None else "none"
    listed = frame.entry is not None and all(n in frame.entry.frames for n in frame.name.split("-"))
    speaker = _speaker(sentence, frame)
    return [
        "bias",
        f"word {word}",
        f"word {word} {frame.name}",
        f"frame {token.pos} {frame.name}",
        f"grade {grade}",
        f"grade {grade} {token.pos} {frame.name}",
        f"listed {grade} {listed}",
        f"speaker {speaker}",
        f"speaker {speaker} {grade}",
        *_grammar(sentence, frame.cue, token, grade),
        *_content(sentence, frame),
    ]


def _speaker(sentence: ParsedSentence, frame: Frame) -> str:
    """What kind of phrase speaks."""
    if frame.speaker_head is None:
        return "none"
    token = sentence.tokens[frame.speaker_head]
    if token.pos == "PRON":
        return token.lemma
    return token.entity or token.pos


def _grammar(sentence: ParsedSentence, cue: int, token: Token, grade: str) -> list[str]:
    children = [sentence.tokens[c] for c in sentence.children[cue]]
    found = [f"tag {token.tag}", f"tag {token.tag} {grade}"]
    found.extend(f"{child.dep} {child.lemma}" for child in children if child.dep in ("aux", "neg", "auxpass", "mark"))
    if sentence.sentence.part == "title":
        found.append("title")
    return found


def _content(sentence: ParsedSentence, frame: Frame) -> list[str]:
    head = sentence.tokens[frame.head]
    long = sum(len(frame.content) > limit for limit in LENGTHS)
    quoted = any(sentence.tokens[i].tag in ("``", "''") for i in range(frame.content[0], frame.content[-1] + 1))
    first = sentence.tokens[frame.content[0]]
    return [
        f"long {frame.name} {long}",
        f"quoted {quoted}",
        f"content {head.pos} {head.entity}",
        f"opens {first.lemma if first.pos in ('SCONJ', 'PRON', 'ADP', 'DET', 'PART') else first.pos}",
        f"before {frame.content[-1] < frame.cue}",
    ]


def context(sentence: ParsedSentence, frame: Frame, cues: CueLexicon) -> list[str]:
    """What the model knows of where the frame stands: its place in the sentence, the cue above it."""
    token = sentence.tokens[frame.cue]
    grade = frame.entry.grade if frame.entry is not None else "none"
    return [f"dep {token.dep} {token.pos}", f"dep {token.dep} {grade}", _above(sentence, frame.cue, cues)]


def _above(sentence: ParsedSentence, index: int, cues: CueLexicon) -> str:
    """The grade of a cue of which the word stands in a clause."""
    for _ in range(FAR):
        head = sentence.tokens[index].head
        if head == index:
            break
        entry = cues.get(sentence.tokens[head].lemma, sentence.tokens[head].pos)
        parted = any(token.text == ";" for token in sentence.tokens[index:head])  # "X claims A; Y denies it"
        if entry is not None and not parted and sentence.tokens[index].dep in ("ccomp", "xcomp"):
            return f"under {entry.grade} {sentence.tokens[index].dep}"
        index = head
    return "under nothing"

"""Types of a user's own: a softmax layer over the frozen encoder's sentence vectors, fitted in seconds."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from comity.faults import Unreadable, WrongCall
from comity.models.encoder import WEIGHTS, Reading, Vectors
from comity.models.heads import NONE, softmax
from comity.models.model import EventModel

NOTHING = "none"  # the label of sentences that tell of none of the types
FEWEST = 4  # examples of a type below which nothing is learned of it
STEPS = 400
RATE = 0.05
RIDGE = 3e-3  # strength of the pull towards zero
FOLDS = 5


class Taught(Struct, frozen=True):
    """One example: a sentence and its type; None: none of them."""

    text: str
    type: str | None


class OwnTypes(Struct, frozen=True):
    """A fitted layer. `encoder` is the hash of the encoder's weights: with another encoder it means nothing."""

    labels: tuple[str, ...]  # in alphabetical order, "none" among them
    weights: NDArray[np.float64]  # (labels, features)
    bias: NDArray[np.float64]
    centre: NDArray[np.float64]
    scale: NDArray[np.float64]
    encoder: str

    def shares(self, features: NDArray[np.float64]) -> Vectors:
        """Shares of the labels for rows of features, (rows, labels)."""
        scaled = (features - self.centre) / self.scale
        return softmax(np.asarray(scaled @ self.weights.T + self.bias, dtype=np.float32))


class Validation(Struct, frozen=True):
    """What cross-validation found for one label."""

    label: str
    examples: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)


def encoder_hash() -> str:
    """16 hex digits of the encoder's weights."""
    return blake2b(files("comity.models").joinpath(WEIGHTS).read_bytes(), digest_size=8).hexdigest()


def read_taught(path: Path) -> list[Taught]:
    """The examples of a JSON Lines file. Raises Unreadable where a line is none, WrongCall where they are too few."""
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(msgspec.json.decode(line, type=Taught))
        except msgspec.DecodeError as error:
            remedy = 'each line is {"text": "…", "type": "…" or null}'
            raise Unreadable("not-json", "train", str(error), place=f"{path} line {number}", remedy=remedy) from error
    counts = {label: [t.type or NOTHING for t in found].count(label) for label in {t.type or NOTHING for t in found}}
    few = sorted(label for label, count in counts.items() if count < FEWEST)
    if len(counts) < 2 or few:
        what = f"too few examples of {', '.join(few)}" if few else "all examples have one type"
        remedy = f'give at least {FEWEST} of each type, and some with "type": null that tell of none'
        raise WrongCall("train", what, place=str(path), remedy=remedy)
    return found


def features_of(reading: Reading, model: EventModel) -> NDArray[np.float64]:
    """A sentence's mean vector beside the mean of the words that tell of a deed, (2 * width,)."""
    telling = 1.02 - model.heads.triggers(reading)[:, NONE]
    told = (reading.vectors * telling[:, None]).sum(axis=0) / telling.sum()
    return np.concatenate([reading.mean, told]).astype(np.float64)


def fit(features: NDArray[np.float64], labels: Sequence[str]) -> OwnTypes:
    """The layer for examples; the same for the same examples."""
    names = tuple(sorted(set(labels)))
    centre, scale = features.mean(axis=0), features.std(axis=0) + 1e-3
    x = (features - centre) / scale
    y = np.eye(len(names))[[names.index(label) for label in labels]]
    each = 1 / (len(names) * y.sum(axis=0))  # every type counts the same, however many its examples
    importance = (y * each).sum(axis=1, keepdims=True)
    weights, bias = np.zeros((len(names), x.shape[1])), np.zeros(len(names))
    moments: list[Any] = [0.0, 0.0, 0.0, 0.0]
    for step in range(1, STEPS + 1):
        wrong = (softmax(np.asarray(x @ weights.T + bias, dtype=np.float32)) - y) * importance
        slopes = (wrong.T @ x + RIDGE * weights, wrong.sum(axis=0))
        for place, (value, slope) in enumerate(zip((weights, bias), slopes, strict=True)):
            moments[place] = 0.9 * moments[place] + 0.1 * slope
            moments[place + 2] = 0.999 * moments[place + 2] + 0.001 * slope**2
            first, second = moments[place] / (1 - 0.9**step), moments[place + 2] / (1 - 0.999**step)
            value -= RATE * first / (np.sqrt(second) + 1e-8)
    return OwnTypes(names, weights, bias, centre, scale, encoder_hash())


def validate(
    features: NDArray[np.float64], labels: Sequence[str], background: NDArray[np.float64] | None = None
) -> list[Validation]:
    """Precision and recall of each label in stratified folds, no example judged by a layer that saw it.

    `background`: features of further sentences, taken for none in every fold and not judged.
    """
    more = np.zeros((0, features.shape[1])) if background is None else background
    order: dict[str, int] = {}
    fold = []
    for label in labels:
        fold.append(order.get(label, 0) % FOLDS)
        order[label] = order.get(label, 0) + 1
    said = [""] * len(labels)
    for number in range(max(fold) + 1):
        train = [i for i, f in enumerate(fold) if f != number]
        test = [i for i, f in enumerate(fold) if f == number]
        layer = fit(np.concatenate([features[train], more]), [*(labels[i] for i in train), *[NOTHING] * len(more)])
        for i, best in zip(test, layer.shares(features[test]).argmax(axis=1), strict=True):
            said[i] = layer.labels[int(best)]
    found = []
    for label in sorted(order):
        right = sum(g == s == label for g, s in zip(labels, said, strict=True))
        found.append(Validation(label, order[label], right / max(said.count(label), 1), right / max(order[label], 1)))
    return found


def save(types: OwnTypes, path: Path) -> None:
    """Write a layer as numpy arrays."""
    arrays = {name: getattr(types, name) for name in ("weights", "bias", "centre", "scale")}
    with path.open("wb") as file:
        np.savez(file, labels=np.array(types.labels), encoder=np.array(types.encoder), **arrays)


def load(path: Path) -> OwnTypes:
    """Read a layer. Raises WrongCall where there is none, or where it was fitted on another encoder."""
    remedy = "comity train my_types.jsonl makes it"
    if not path.is_file():
        raise WrongCall("label", "no types of your own", place=str(path), remedy=remedy)
    try:
        with np.load(path, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in ("weights", "bias", "centre", "scale")}
            types = OwnTypes(tuple(map(str, kept["labels"])), **arrays, encoder=str(kept["encoder"]))
    except (ValueError, KeyError, OSError) as error:
        raise WrongCall("label", "this is no file of comity train", place=str(path), remedy=remedy) from error
    if types.encoder != encoder_hash():
        raise WrongCall("label", "trained with another version's encoder", place=str(path), remedy="train again")
    return types

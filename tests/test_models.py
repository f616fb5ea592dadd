"""The encoder and its heads: what goes in, what comes out, and what happens where they are missing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from comity.faults import Unreadable, WrongCall
from comity.models import MODES, ROOTS, STATUSES, TYPES, EventModel, model, open_model
from comity.models.own import Taught, fit, load, read_taught, save, validate
from tests.coded import code_text, event_line, tools

SENTENCE = "Warsaw expelled two Belarusian diplomats on Friday."


def opened() -> EventModel:
    found = tools(with_model=True).model
    assert found is not None, "the event model's weights are part of the package"
    return found


def test_a_reading_has_a_vector_for_each_piece_and_knows_where_it_stands() -> None:
    reading = opened().encoder.read(SENTENCE)
    assert reading.vectors.shape == (len(reading.starts), reading.mean.shape[0])
    assert SENTENCE[reading.starts[0] : reading.ends[0]].lower() == "warsaw"
    assert reading.ends[-1] == len(SENTENCE)


def test_a_sentence_reads_the_same_beside_others_and_again() -> None:
    encoder = opened().encoder
    alone = encoder.read(SENTENCE).vectors
    encoder.read("A much longer sentence, of which nothing may stay behind, stands in between and is read first here.")
    assert np.array_equal(alone, encoder.read(SENTENCE).vectors)


def test_vectors_are_the_same_whatever_the_processor() -> None:
    """Exact integer sums: processors without VNNI once let them overflow and read otherwise by up to 1.0."""
    first = opened().encoder.read(
        "Georgia expelled two Russian diplomats on Friday after a court in Tbilisi ordered it."
    )
    told = [
        0.028,
        -0.320,
        0.043,
        0.242,
        0.060,
        -0.062,
        -0.095,
        -0.264,
        0.005,
        -0.105,
        0.128,
        0.266,
        0.577,
        0.468,
        -0.069,
    ]
    assert first.vectors[:, 0] == pytest.approx(told, abs=0.02)


def test_a_span_beyond_what_is_read_has_no_vector() -> None:
    text = "word " * 200 + "Warsaw"
    assert opened().encoder.read(text).of(len(text) - 6, len(text)) is None


def test_shares_sum_to_one() -> None:
    found = opened()
    reading = found.encoder.read(SENTENCE)
    vector = reading.of(0, 6)
    assert vector is not None
    for shares, size in (
        (found.heads.triggers(reading), len(TYPES) + 1),
        (found.heads.between("role", [vector], [vector], reading.mean), 3),
        (found.heads.between("pair", [vector], [vector], reading.mean), len(TYPES) + 1),
        (found.heads.between("plv", [vector], [vector], reading.mean), len(ROOTS)),
        (found.heads.statuses(vector, reading.mean), len(STATUSES)),
        (found.heads.modes(vector, reading.mean), len(MODES) + 1),
    ):
        assert shares.shape[-1] == size
        assert np.allclose(shares.sum(axis=-1), 1, atol=1e-5)


def test_what_a_long_sentence_tells_beyond_the_models_reach_stays_the_lexicons() -> None:
    text = "In a hall of " + "very " * 150 + "many mirrors Peru condemned Chile."
    article = code_text(text, with_model=True)
    assert "PER -> CHL ACCUSE" in [event_line(article, event) for event in article.events]


def test_without_weights_there_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "WEIGHTS", "weights/absent.onnx")
    assert open_model() is None


# ---------------------------------------------------------------- types of one's own


def examples() -> tuple[np.ndarray, list[str]]:
    """Two types that one feature tells apart, and noise."""
    noise = np.random.default_rng(1).normal(size=(24, 6))
    labels = ["cut", "none"] * 12
    noise[:, 0] = [2.0 if label == "cut" else -2.0 for label in labels]
    return noise, labels


def test_a_layer_learns_what_tells_the_types_apart() -> None:
    features, labels = examples()
    found = {line.label: line for line in validate(features, labels)}
    assert found["cut"].f1 > 0.9
    assert found["cut"].examples == 12


def test_the_same_examples_give_the_same_layer() -> None:
    features, labels = examples()
    assert np.array_equal(fit(features, labels).weights, fit(features, labels).weights)


def test_a_layer_is_kept_and_found_again(tmp_path: Path) -> None:
    features, labels = examples()
    types = fit(features, labels)
    save(types, tmp_path / "a.types.npz")
    assert np.array_equal(load(tmp_path / "a.types.npz").shares(features), types.shares(features))


def test_a_layer_of_another_encoder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    features, labels = examples()
    save(fit(features, labels), tmp_path / "a.types.npz")
    monkeypatch.setattr("comity.models.own.encoder_hash", lambda: "another")
    with pytest.raises(WrongCall, match="train again"):
        load(tmp_path / "a.types.npz")


def test_a_file_that_is_no_layer_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.types.npz").write_bytes(b"nothing of the kind")
    with pytest.raises(WrongCall, match="no file of comity train"):
        load(tmp_path / "a.types.npz")
    with pytest.raises(WrongCall, match="no types of your own"):
        load(tmp_path / "b.types.npz")


def test_examples_are_read_with_their_types(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text('{"text": "Gas was cut.", "type": "cut"}\n' * 4 + '{"text": "It rained.", "type": null}\n\n' * 4)
    assert read_taught(path)[:1] == [Taught("Gas was cut.", "cut")]
    assert len(read_taught(path)) == 8


@pytest.mark.parametrize(
    ("lines", "fault", "words"),
    [
        ('{"text": 3, "type": null}\n', Unreadable, "line 1"),
        ('{"text": "Gas was cut.", "type": "cut"}\n' * 9, WrongCall, "one type"),
        ('{"text": "a", "type": "cut"}\n' * 9 + '{"text": "b", "type": null}\n', WrongCall, "too few examples of none"),
        ("", WrongCall, "one type"),
    ],
)
def test_examples_from_which_nothing_can_be_learned_are_named(
    tmp_path: Path, lines: str, fault: type[Exception], words: str
) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(lines)
    with pytest.raises(fault, match=words):
        read_taught(path)

"""comity relations: pairs in, types out; direction is read, and a bad line stops no other."""

import json
from pathlib import Path

import pytest

from comity.cli import main
from comity.events.relations import Pair, open_relations

SENTENCE = "Kenya accused Uganda of arming the rebels."
KENYA, UGANDA = (0, 5), (14, 20)


@pytest.fixture(scope="module")
def relate():  # type: ignore[no-untyped-def]
    return open_relations("plover")


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [(KENYA, UGANDA, "ACCUSE"), (UGANDA, KENYA, None), (KENYA, None, "ACCUSE")],
)
def test_a_relation_has_a_direction(relate, source, target, kind) -> None:  # type: ignore[no-untyped-def]
    answer = relate(Pair(id="1", sentence=SENTENCE, source=source, target=target))
    assert answer.type == kind


def test_the_data_sets_scheme_always_answers_where_a_deed_is_told() -> None:
    answer = open_relations("plv")(Pair(id="1", sentence=SENTENCE, source=UGANDA, target=KENYA))
    assert answer.type is not None and answer.confidence < 0.8


def test_a_bad_line_stops_no_other(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / "pairs.jsonl"
    good = {"id": "1", "sentence": SENTENCE, "source": KENYA, "target": UGANDA}
    lines = ["{", json.dumps({**good, "id": "2", "source": [0, 999]}), json.dumps(good)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["relations", str(file)])
    answers = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert stop.value.code == 1
    assert [answer.get("type") or answer["error"]["kind"] for answer in answers] == ["not-json", "wrong-span", "ACCUSE"]
    assert "line 2" in answers[1]["error"]["message"]

"""Whether reports of one deed come together: evaluation/happenings.jsonl, grouped by comity's rules.

The gold are events of wire stories of the same days, coded by hand (training/annotations) and grouped by a reader who
had not seen comity's output. The hand-coded events themselves are grouped here, so that only the grouping is judged.
Beside the B3 figures stands a baseline: same type, same parties, same day of publication.

    python evaluation/score_happenings.py --texts ../shared/data/wire/wire.jsonl.gz --errors
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from stories import Row, read_gold, stories

from comity.happenings import Report, group_reports

HERE = Path(__file__).parent
ANNOTATIONS = HERE.parent / "training/annotations"
Name = tuple[str, str]  # article, event


SECTORS = frozenset(
    "GOV MIL REB OPP PTY COP JUD LEG CVL BUS UAF CRM MED JRN EDU REF LAB AGR REL ELI SPY SOC PRM UNK".split()
)


def day_of(text: str | None) -> date | None:
    """An ISO day as a date."""
    return date.fromisoformat(text[:10]) if text else None


def countries_of(codes: Sequence[str]) -> tuple[str, ...]:
    """The countries and international bodies among the first letters of codes."""
    return tuple(dict.fromkeys(code[:3] for code in codes if len(code) > 3 or code[:3] not in SECTORS))


def report_of(story: Row, number: int, event: Row) -> Report:
    """A hand-coded event as the grouping sees it."""
    time = event["time"] or {}
    earliest, latest = day_of(time.get("earliest")), day_of(time.get("latest"))
    published = day_of(story["published"])
    told = earliest is not None and latest is not None
    if not told and event["status"] in ("happened", "ongoing", "ended"):
        latest = latest or published  # as comity reads it from the tense
    return Report(
        article=story["id"], event=str(number), type=event["type"], status=event["status"],
        historical=event["historical"], source=tuple(event["source"]), target=tuple(event["target"]),
        source_countries=countries_of(event["source"]), target_countries=countries_of(event["target"]),
        earliest=earliest, latest=latest, dated=told, published=published, place=None, outlet=None,
        agency=story["agency"],
    )  # fmt: skip


def b_cubed(gold: Mapping[Name, int], said: Mapping[Name, int]) -> tuple[float, float, float]:
    """B3 precision, recall and F1 over the mentions."""
    members: list[dict[int, set[Name]]] = [defaultdict(set), defaultdict(set)]
    for name in gold:
        members[0][gold[name]].add(name)
        members[1][said[name]].add(name)
    precision = recall = 0.0
    for name in gold:
        own, ours = members[0][gold[name]], members[1][said[name]]
        both = len(own & ours)
        precision += both / len(ours)
        recall += both / len(own)
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    """Group, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=HERE / "happenings.jsonl")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--errors", action="store_true", help="list gold happenings that fall apart")
    arguments = parser.parse_args()
    gold: dict[Name, int] = {}
    for number, row in enumerate(read_gold(arguments.gold)):
        gold.update({(article, str(event)): number for article, event in row["mentions"]})
    articles = {article for article, _ in gold}
    coded: dict[str, list[Row]] = {}
    for path in sorted(ANNOTATIONS.glob("a*.jsonl")):
        coded.update({row["id"]: row["events"] for row in read_gold(path) if row["id"] in articles})
    reports: list[Report] = []
    words: dict[Name, str] = {}
    simple: dict[Name, int] = {}
    keys: dict[tuple[str, frozenset[str], str], int] = {}
    for story in stories(arguments.texts, coded):
        for number, event in enumerate(coded[story["id"]]):
            name = (story["id"], str(number))
            reports.append(report_of(story, number, event))
            sides = " > ".join("+".join(event[side]) for side in ("source", "target"))
            words[name] = f"{event['type']} {sides} {story['text'][slice(*event['trigger'])]!r}"
            parties = frozenset(code[:3] for code in (*event["source"], *event["target"]))
            simple[name] = keys.setdefault((event["type"], parties, story["published"]), len(keys))
    said = {mention: number for number, h in enumerate(group_reports(reports)) for mention in h.mentions}
    if arguments.errors:
        groups: dict[int, list[Name]] = defaultdict(list)
        for name, number in gold.items():
            groups[number].append(name)
        for names in groups.values():
            if len({said[name] for name in names}) > 1:
                print("\n".join(f"  {said[name]:4} {name[0]} {words[name]}" for name in names), end="\n\n")
    for label, grouping in (("type, parties and day of publication", simple), ("comity", said)):
        print(f"{label}: B3 precision {{:.4f}} recall {{:.4f}} F1 {{:.4f}}".format(*b_cubed(gold, grouping)))
    print(f"{len(gold)} mentions, {len(set(gold.values()))} happenings")
    print(f"happenings_b3_f1 {b_cubed(gold, said)[2]:.4f}")


if __name__ == "__main__":
    main()

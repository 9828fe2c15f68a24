"""Raises the floors of agreement in floors.json to what is reached today.

    python tests/gold/raise_floors.py            raises what has become better, and lowers nothing
    python tests/gold/raise_floors.py --lower    writes today's figures, the worse ones too

A share has its floor SLACK below what is reached, a count of errors exactly there.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

import pandas as pd

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent)]

from gold.agreement import Rows, compare  # noqa: E402

from framing.articles import read_articles  # noqa: E402
from framing.labels import label  # noqa: E402

GOLD = TESTS / "gold"
FLOORS = GOLD / "floors.json"
SLACK = 0.005
SETS = {"seeds": TESTS.parent / "seeds"} | {name: GOLD / name for name in ("written", "unseen", "later")}
# SHA-256 of an article's file, its first digits -> its id in seeds.gold.jsonl.
SEEDS = {
    "51824be7625f": "000_b1e9acf443d1ad89",
    "e693edbf0b8c": "001_58af752260c18470",
    "5c6bcdae8319": "002_4e759baa8ef615ee",
    "071ec53de919": "003_58ef1a4c1992f874",
    "a820c0f576fa": "004_078586f55263fbbb",
}


def gold_rows(name):
    """The rows labelled by hand of a set, a list of dicts."""
    with (GOLD / f"{name}.gold.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def gold_articles(name):
    """{id in the gold: Article} of a set."""
    folder = SETS[name]
    ids = {
        path.stem: SEEDS.get(hashlib.sha256(path.read_bytes()).hexdigest()[:12], path.stem)
        for path in folder.glob("*.txt")
    }
    return {ids[article.id]: article for article in read_articles(folder)}


def label_rows(name):
    """The rows of today's labels of a set, with the ids of the gold."""
    articles = gold_articles(name)
    ids = {article.id: gold for gold, article in articles.items()}
    table = label(articles.values())
    table = table.astype(object).where(pd.notna(table), None)
    return [{**row, "article": ids[row["article"]]} for row in table.to_dict("records")]


def measure(name):
    """(figures, disagreements) of a set today, with the count of labels in page furniture."""
    gold, labels = gold_rows(name), label_rows(name)
    figures, wrong = compare(gold, labels)
    furniture = Rows(row for row in gold if row["layer"] == "furniture" and not row.get("optional"))
    inside = [row for row in labels if furniture.over(row)]
    return figures | {"furniture.labelled": len(inside)}, wrong + [("in furniture", row) for row in inside]


def floors_of(figures, before=None):
    """The floors for figures: {"at least": shares, "at most": errors}; with `before`, floors, the stricter of both."""
    least, most = {}, {}
    for name, value in sorted(figures.items()):
        if isinstance(value, int):
            most[name] = value
        elif name.endswith("unsure"):
            most[name] = round(value + SLACK, 3)
        else:
            least[name] = max(round(value - SLACK, 3), 0)
    if before:
        least = {name: max(floor, before["at least"].get(name, 0)) for name, floor in least.items()}
        most = {name: min(ceiling, before["at most"].get(name, 0)) for name, ceiling in most.items()}
    return {"at least": least, "at most": {name: ceiling for name, ceiling in most.items() if ceiling}}


def below(figures, floors):
    """A sentence for every figure that does not keep its floor."""
    least = [
        f"{name} is {figures.get(name, 0.0):.3f}, its floor {floor:.3f}"
        for name, floor in floors["at least"].items()
        if figures.get(name, 0.0) < floor
    ]
    most = [
        f"{name} is {value:g}, its ceiling {floors['at most'].get(name, 0):g}"
        for name, value in figures.items()
        if name not in floors["at least"] and value > floors["at most"].get(name, 0)
    ]
    return least + most


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", action="store_true", help="write today's figures even where they are worse")
    lower = parser.parse_args().lower
    old = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    new = {}
    for name in SETS:
        figures, _ = measure(name)
        new[name] = floors_of(figures, None if lower else old.get(name))
        for sentence in [] if lower or name not in old else below(figures, old[name]):
            print(f"{name}: {sentence}; kept (--lower lowers it)")
    beside = FLOORS.with_suffix(".new")
    beside.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
    beside.replace(FLOORS)


if __name__ == "__main__":
    main()

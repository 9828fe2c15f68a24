"""The README's table of agreement says what the labels reach today."""

import re

import pandas as pd
from gold.raise_floors import GOLD, SETS

from framing import label, read_articles
from framing.agreement import agreement, compare, hand_labels

README = GOLD.parents[1] / "README.md"
ROWS = {
    "quotations found": ("voice", "found"), "quotations rightly": ("voice", "true"),
    "quotations of the right kind": ("voice", "kind"), "quotations with the right speaker": ("voice", "speaker"),
    "terms found": ("term", "found"), "terms rightly": ("term", "true"), "terms in the right voice": ("term", "voice"),
    "terms with the right speaker": ("term", "speaker"),
    "hedges found": ("hedge", "found"), "hedges rightly": ("hedge", "true"),
}  # fmt: skip


def reached(names):
    """(layer, measure) -> the cell of the table for these sets of hand labels together."""
    pairs = []
    for name in names:
        articles = read_articles(SETS[name])
        pairs.append(compare(hand_labels(GOLD / f"{name}.gold.jsonl", articles), label(articles)))
    table = agreement(pd.concat(pairs, ignore_index=True))
    return {
        (row.layer, row.measure): f"{row.right:.0f} of {row.of:.0f}, {row.share:.2f} ({row.low:.2f}–{row.high:.2f})"
        for row in table[table["group"] == "all"].itertuples()
        if row.measure != "f1"
    }


def test_agreement_in_the_readme():
    told, what = {}, ""
    for line in README.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and re.fullmatch(r"\d+ of \d+, .*", cells[1]):
            what = what if cells[0].startswith("…") else cells[0].split()[0]
            told[f"{what} {cells[0].removeprefix('… ').removeprefix(what).strip()}"] = cells[1:3]
    assert told.keys() == ROWS.keys()
    columns = reached(["seeds"]), reached([name for name in SETS if name != "seeds"])
    assert told == {name: [column[key] for column in columns] for name, key in ROWS.items()}

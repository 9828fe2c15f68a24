"""How often the labels are wrong: a label table held against labels made by hand.

What counts as the same label:

- a quotation is found when its words lie where the hand label has them, marks and
  punctuation at the ends apart; its kind and its speaker are compared then;
- a term is found when a label of the same group overlaps it; a label of one of the
  hand-labelled groups that overlaps no hand-labelled term is false; voice and speaker
  are compared for the terms found;
- a hedge is found when a hedge label overlaps it, boosters apart; its group is compared then.

Hand labels marked `optional` are debatable and count neither way. Reported speech without
marks is judged by the voice of the terms in it, not by its own stretches.
"""

import math
import re
from pathlib import Path

import pandas as pd

from framing.gold import NEEDED, read_labels
from framing.tables import MARKED, sentence_at, sentence_starts

EDGES = " \t\r\n\xa0\"“”„‟‘’'‚‛«»‹›`,.;:!?-–—…()[]"
UNSAID = frozenset("the a an of in on at for and to by with from his her their its mr mrs ms dr president".split())
Z95 = 1.959964  # the normal quantile of a two-sided 95 % interval


def hand_labels(path, articles):
    """The hand labels of a file for `articles`, with their ids; none where `path` is empty or no such file exists.

    An id goes to the article of that id where any of its labels stands at its offsets there, else to the first article
    in which all of them do, so that articles may have been named anew since. Labels that fit none are left out. Each
    comes with the sentence it stands in.
    """
    if not path or not Path(path).exists():
        return pd.DataFrame({name: [] for name in NEEDED})
    table = read_labels(path)
    ids = {id: _home(id, rows, articles) for id, rows in table.groupby("article", sort=False)}
    table = table.assign(article=table["article"].map(ids)).dropna(subset="article").reset_index(drop=True)
    texts = {article.id: article.text for article in articles}
    begin = {id: sentence_starts(texts[id]) for id in dict.fromkeys(table["article"])}
    places = zip(table["article"], table["start"], strict=True)
    return table.assign(sentence=[sentence_at(texts[id], begin[id], start) for id, start in places])


def _home(id, rows, articles):
    places = list(zip(rows["start"], rows["end"], rows["text"], strict=True))

    def at_home(article):
        stands = any if article.id == id else all
        return stands(article.text[i:j] == text for i, j, text in places)

    return next((a.id for a in sorted(articles, key=lambda a: a.id != id) if at_home(a)), None)


def compare(gold, labels):
    """Every hand label and every label side by side, one row a pair; a DataFrame.

    Columns: article, start, text, layer, outcome (same, missed, false), group_gold, group_label, voice_gold,
    voice_label, speaker_gold, speaker_label, speaker_same (None where the hand label names nobody), sentence.
    `gold` may lack voice and speaker; what a hand label does not say counts neither way. Only articles with a hand
    label are compared.
    """
    gold, labels = _rows(gold), _rows(labels)
    groups = {row["group"] for row in gold if row["layer"] == "term"}
    labels = [row for row in labels if row["layer"] != "term" or row["group"] in groups]
    pairs = []
    for article in dict.fromkeys(row["article"] for row in gold):
        theirs = [row for row in gold if row["article"] == article]
        ours = [row for row in labels if row["article"] == article]
        for layer, match in (("voice", _match_voices), ("term", _match_terms), ("hedge", _match_hedges)):
            matched = match(
                [row for row in theirs if row["layer"] == layer], [row for row in ours if row["layer"] == layer]
            )
            pairs += [
                (_in_sentence(row, ours) if outcome == "missed" else row, *rest, outcome)
                for row, *rest, outcome in matched
            ]
    columns = list(_pair({}, {}, "same"))
    return pd.DataFrame([_pair(*pair) for pair in pairs], columns=columns)


def agreement(pairs):
    """Agreement by layer and measure, from what `compare` returns; a DataFrame.

    Columns: layer, measure, group ("all" or one group or voice), right, of, share, low, high. `found` is recall
    (right of the hand labels), `true` precision (right of the labels); `f1` has neither `right` nor an interval.
    `low` and `high` bound a 95 % Wilson interval of the share (Wilson 1927), which takes the labels as drawn
    independently: labels of one article resemble each other, so it is rather too narrow.
    """
    rows = []
    for layer, table in pairs.groupby("layer", sort=False):
        same = table[table["outcome"] == "same"]
        rows += _found(layer, "all", table)
        for group in sorted(set(table["group_gold"].dropna()) | set(table["group_label"].dropna())):
            of_group = table[(table["group_gold"].fillna(table["group_label"]) == group)]
            rows += _found(layer, group, of_group)
        if layer == "term":
            voiced = same[same["voice_gold"].notna()]
            rows += _shares(layer, "voice", voiced, voiced["voice_gold"] == voiced["voice_label"], "voice_gold")
        else:
            right = same["group_gold"] == same["group_label"]
            rows += _shares(layer, "kind" if layer == "voice" else "group", same, right, "group_gold")
        spoken = same[same["speaker_same"].notna()]
        rows += _shares(layer, "speaker", spoken, spoken["speaker_same"].astype(bool), None)
    return pd.DataFrame(rows, columns=["layer", "measure", "group", "right", "of", "share", "low", "high"])


def disagreements(pairs):
    """The rows of `compare` on which hand and rule part, with a column `what` that says how; in reading order."""
    what = pairs.apply(_what, axis=1) if len(pairs) else pd.Series(dtype=object)
    return pairs.assign(what=what)[what.astype(bool)].reset_index(drop=True)


def described(hand, pairs, articles):
    """What is compared, in a sentence; or that there is nothing to compare."""
    if not len(pairs):
        return "There are no hand labels for these articles: nothing is measured here, and the tables below are empty."
    debatable = sum(map(_is_optional, _rows(hand)))
    return (
        f"{len(hand)} hand labels in {hand['article'].nunique()} of {len(articles)} articles, {debatable} of them "
        f"debatable; hand and rules part in {len(disagreements(pairs))} of {len(pairs)} places."
    )


def summary(shares):
    """The rows of `agreement` that a figure has room for: each layer as a whole, and the voices of terms."""
    whole = shares["group"] == "all"
    voices = (shares["layer"] == "term") & (shares["measure"] == "voice")
    chosen = shares[(whole | voices) & (shares["of"].fillna(0) > 0)]
    return chosen.astype({"right": int, "of": int}).reset_index(drop=True)


def by_article(pairs):
    """Agreement article by article: the terms the hand marked, those of them found, those in the right voice."""
    rows = []
    for article, table in pairs[pairs["layer"] == "term"].groupby("article", sort=False):
        same, hand = table[table["outcome"] == "same"], table[table["outcome"] != "false"]
        voice = int((same["voice_gold"] == same["voice_label"]).sum())
        rows.append((article, len(hand), len(same), voice))
    return pd.DataFrame(rows, columns=["article", "terms by hand", "found", "with the right voice"])


def report(pairs):
    """`agreement` and `disagreements` as lines of text, for people."""
    lines = [f"{'layer':6} {'measure':8} {'group':14} {'right':>6} {'of':>5} {'share':>6}  95 % interval"]
    for row in agreement(pairs).itertuples():
        count = f"{'':6} {'':5}" if pd.isna(row.of) else f"{int(row.right):6} {int(row.of):5}"
        share = "     –" if pd.isna(row.share) else f"{row.share:6.3f}"
        interval = "" if pd.isna(row.low) else f"  {row.low:.3f} to {row.high:.3f}"
        lines.append(f"{row.layer:6} {row.measure:8} {row.group:14} {count} {share}{interval}")
    parted = disagreements(pairs)
    lines.append(f"\n{len(parted)} disagreements")
    for row in parted.itertuples():
        where = f"{row.article}:{row.start}"
        sentence = "" if pd.isna(row.sentence) else " ".join(str(row.sentence).split())
        lines.append(f"  {where}  {row.layer} “{row.text}”: {row.what}\n      {sentence}")
    return "\n".join(lines)


def confusion(pairs, layer="term"):
    """How often each hand-given voice (for voices: kind; for hedges: group) got each label; counts, hand by row."""
    column = "voice" if layer == "term" else "group"
    same = pairs[(pairs["layer"] == layer) & (pairs["outcome"] == "same")]
    return pd.crosstab(same[f"{column}_gold"], same[f"{column}_label"], rownames=["by hand"], colnames=["by rule"])


def wilson(right, of):
    """(low, high) of the 95 % Wilson score interval of a share; (nan, nan) for 0 of 0."""
    if not of:
        return math.nan, math.nan
    share, weight = right / of, Z95**2 / of
    middle = (share + weight / 2) / (1 + weight)
    half = Z95 * math.sqrt(share * (1 - share) / of + weight / of / 4) / (1 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)


def _rows(table):
    return table.astype(object).where(table.notna(), None).to_dict("records")


def _is_optional(row):
    return row.get("optional") in (True, 1, "true", "True", "1")


def _overlap(a, b):
    return a["start"] < b["end"] and b["start"] < a["end"]


def _core(row):
    """(start, end) of a quotation without marks and punctuation at its ends."""
    text = row["text"]
    start = row["start"] + len(text) - len(text.lstrip(EDGES))
    return start, start + len(text.strip(EDGES))


def _match_voices(gold, labels):
    labels = [row for row in labels if row["group"] in MARKED]
    gold = [row for row in gold if row["group"] in MARKED]
    wanted = {_core(row): row for row in gold if not _is_optional(row)}
    spare = [row for row in gold if _is_optional(row)]
    found = {_core(row): row for row in labels}
    pairs = [(row, found.get(core), "same" if core in found else "missed") for core, row in wanted.items()]
    for core, row in found.items():
        if core not in wanted and not any(_overlap(row, other) for other in spare):
            pairs.append((None, row, "false"))
    return pairs


def _match_terms(gold, labels):
    return _match_overlapping(gold, labels, lambda a, b: a["group"] == b["group"])


def _match_hedges(gold, labels):
    return _match_overlapping(gold, [row for row in labels if row["group"] != "booster"], lambda a, b: True)


def _match_overlapping(gold, labels, fits):
    pairs = []
    for row in gold:
        if not _is_optional(row):
            label = next((other for other in labels if _overlap(row, other) and fits(row, other)), None)
            pairs.append((row, label, "same" if label else "missed"))
    for label in labels:
        if not any(_overlap(label, row) for row in gold):
            pairs.append((None, label, "false"))
    return pairs


def _in_sentence(row, labels):
    """A hand label with the sentence it stands in, where a label near it has that sentence."""
    near = sorted((abs(label["start"] - row["start"]), label["sentence"]) for label in labels if label.get("sentence"))
    sentence = next((text for _, text in near if row["text"] in text), None)
    return {"sentence": sentence, **row}


def _pair(gold, label, outcome):
    gold, label = gold or {}, label or {}
    row = gold or label
    names = gold.get("speaker_any") or ([gold["speaker"]] if gold.get("speaker") else [])
    same = any(_name_words(name) & _name_words(label.get("speaker")) for name in names) if names else None
    return {
        "article": row.get("article"),
        "start": row.get("start"),
        "text": row.get("text"),
        "layer": row.get("layer"),
        "outcome": outcome,
        "group_gold": gold.get("group"),
        "group_label": label.get("group"),
        "voice_gold": gold.get("voice") or None,
        "voice_label": label.get("voice"),
        "speaker_gold": gold.get("speaker"),
        "speaker_label": label.get("speaker"),
        "speaker_same": same if label and gold.get("speaker") else None,
        "sentence": label.get("sentence") or gold.get("sentence"),
    }


def _name_words(name):
    return {word.lower() for word in re.findall(r"\w+", name or "")} - UNSAID


def _found(layer, group, table):
    outcomes = table["outcome"].value_counts()
    same, missed, false = (int(outcomes.get(name, 0)) for name in ("same", "missed", "false"))
    f1 = 2 * same / (2 * same + missed + false) if same + missed + false else math.nan
    return [
        _share(layer, "found", group, same, same + missed),
        _share(layer, "true", group, same, same + false),
        (layer, "f1", group, None, None, f1, math.nan, math.nan),
    ]


def _shares(layer, measure, table, right, by):
    rows = [_share(layer, measure, "all", int(right.sum()), len(table))]
    for group in sorted(set(table[by].dropna())) if by else ():
        of_group = right[table[by] == group]
        rows.append(_share(layer, measure, group, int(of_group.sum()), len(of_group)))
    return rows


def _share(layer, measure, group, right, of):
    return layer, measure, group, right, of, right / of if of else math.nan, *wilson(right, of)


def _what(pair):
    """How hand and rule part on a row of `compare`, "" where they agree."""
    if pair["outcome"] != "same":
        return pair["outcome"]
    parts = []
    if pair["layer"] == "term" and not pd.isna(pair["voice_gold"]) and pair["voice_gold"] != pair["voice_label"]:
        parts.append(f"{pair['voice_gold']} read as {pair['voice_label']}")
    if pair["layer"] != "term" and pair["group_gold"] != pair["group_label"]:
        parts.append(f"{pair['group_gold']} read as {pair['group_label']}")
    if pair["speaker_same"] is False:
        parts.append(f"{pair['speaker_gold']} read as {pair['speaker_label'] or 'nobody'}")
    return "; ".join(parts)

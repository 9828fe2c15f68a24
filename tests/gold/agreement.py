"""How far labels agree with labels made by hand. Nothing of the package is used here, so that no fault of it can hide.

Both sides are lists of rows, dicts with `article, start, end, text, layer, group, voice, speaker`. Gold rows that
are `optional` are debatable: they count neither as missed nor as false. A stretch between marks agrees when it is
the same without marks, space and punctuation at its ends; a term when a label of its group overlaps it; a hedge
when any hedge overlaps it.
"""

import re
from collections import Counter, defaultdict

ENDS = " \t\r\n\xa0\"“”„‟‘’'‚‛«»‹›`,.;:!?–-—…()[]"
MARKED = ("direct", "partial", "scare", "title", "unsure")
NO_NAME = frozenset("the a an of in on for and to at by with from his her their its mr mrs ms dr president".split())


class Rows:
    """Rows of one layer, found by where they stand."""

    def __init__(self, rows):
        self.rows = list(rows)
        self._articles = defaultdict(list)
        for row in self.rows:
            self._articles[row["article"]].append(row)

    def over(self, row):
        """The rows that overlap `row`."""
        near = self._articles[row["article"]]
        return [other for other in near if other["start"] < row["end"] and row["start"] < other["end"]]


def core(row):
    """(article, start, end) of a row without the marks, space and punctuation at its ends."""
    text = row["text"].lstrip(ENDS)
    start = row["start"] + len(row["text"]) - len(text)
    return row["article"], start, start + len(text.rstrip(ENDS))


def share(part, whole):
    """part / whole as a share, 0 of nothing."""
    return part / whole if whole else 0.0


def harmonic(precision, recall):
    """F1 of precision and recall."""
    return share(2 * precision * recall, precision + recall)


def name_words(name):
    """The words of a speaker's name that tell her from others."""
    return {word.lower() for word in re.findall(r"\w+", name or "")} - NO_NAME


def same_speaker(wanted, label):
    """Whether a label's speaker shares a word with one of the names the gold row allows."""
    names = wanted.get("speaker_any") or [wanted["speaker"]]
    return any(name_words(name) & name_words(label.get("speaker")) for name in names)


def compare(gold, labels):
    """(figures, disagreements) of two lists of rows.

    figures: {name: share, or a count of errors where it is an int}, as in "voice.f1", "confused.own.as.reported".
    disagreements: tuples (what is wrong, the row of the gold or of the labels).
    """
    articles = {row["article"] for row in gold}
    labels = [row for row in labels if row["article"] in articles]
    figures, wrong = {}, []
    for layer, count in (("voice", _voices), ("term", _terms), ("hedge", _hedges)):
        sides = [[row for row in rows if row["layer"] == layer] for rows in (gold, labels)]
        count(*sides, figures, wrong)
    return figures, wrong


def _required(rows):
    return [row for row in rows if not row.get("optional")]


def _note(figures, layer, right, wanted, found):
    precision, recall = share(right, found), share(right, wanted)
    figures |= {f"{layer}.precision": precision, f"{layer}.recall": recall, f"{layer}.f1": harmonic(precision, recall)}


def _speakers(figures, layer, pairs):
    spoken = [same_speaker(wanted, label) for wanted, label in pairs if wanted.get("speaker")]
    figures[f"{layer}.speaker"] = share(sum(spoken), len(spoken))


def _voices(gold, labels, figures, wrong):
    labels = [label for label in labels if label["group"] in MARKED]
    wanted, debatable = _required(gold), Rows(row for row in gold if row.get("optional"))
    spans, passed_over = {core(row) for row in wanted}, {core(row) for row in debatable.rows}
    counted = [label for label in labels if not debatable.over(label)]
    at = {core(label): label for label in labels}
    pairs = [(row, at[core(row)]) for row in wanted if core(row) in at]
    false = [label for label in counted if core(label) not in spans | passed_over]
    wrong += [("voice missed", row) for row in wanted if core(row) not in at]
    wrong += [("voice false", label) for label in false]
    _note(figures, "voice", len(pairs), len(wanted), len(pairs) + len(false))
    sure = [(row, label) for row, label in pairs if label["group"] != "unsure"]
    other = [(row, label) for row, label in sure if row["group"] != label["group"]]
    wrong += [(f"voice kind: {row['group']} read as {label['group']}", label) for row, label in other]
    figures["voice.kind"] = share(len(sure) - len(other), len(sure))
    figures["voice.unsure"] = len(pairs) - len(sure)
    right = sum(row["group"] == label["group"] == "scare" for row, label in pairs)
    scare = [[row for row in rows if row["group"] == "scare"] for rows in (wanted, counted)]
    _note(figures, "scare", right, len(scare[0]), len(scare[1]))
    _speakers(figures, "voice", pairs)


def _terms(gold, labels, figures, wrong):
    groups = {row["group"] for row in gold}
    wanted, everything = _required(gold), Rows(gold)
    found = Rows(label for label in labels if label["group"] in groups)
    pairs = []
    for row in wanted:
        same = [label for label in found.over(row) if label["group"] == row["group"]]
        pairs += [(row, same[0])] if same else []
        wrong += [] if same else [("term missed", row)]
    false = [label for label in found.rows if not everything.over(label)]
    wrong += [("term false", label) for label in false]
    _note(figures, "term", len(pairs), len(wanted), len(pairs) + len(false))
    sure = [(row, label) for row, label in pairs if label["voice"] != "unsure"]
    other = [(row, label) for row, label in sure if row["voice"] != label["voice"]]
    wrong += [(f"term voice: {row['voice']} read as {label['voice']}", label) for row, label in other]
    figures["term.voice"] = share(len(sure) - len(other), len(sure))
    figures["term.unsure"] = share(len(pairs) - len(sure), len(pairs))
    own = [sum(side["voice"] == "own" for side in sides) for sides in zip(*sure, strict=True)] if sure else [0, 0]
    both = sum(row["voice"] == label["voice"] == "own" for row, label in sure)
    figures["term.own.f1"] = harmonic(share(both, own[1]), share(both, own[0]))
    _speakers(figures, "term", pairs)
    confused = Counter(f"confused.{row['voice']}.as.{label['voice']}" for row, label in other)
    figures |= dict(sorted(confused.items()))


def _hedges(gold, labels, figures, wrong):
    wanted, everything = _required(gold), Rows(gold)
    found = Rows(label for label in labels if label["group"] != "booster")
    pairs = [(row, found.over(row)[0]) for row in wanted if found.over(row)]
    wrong += [("hedge missed", row) for row in wanted if not found.over(row)]
    false = [label for label in found.rows if not everything.over(label)]
    wrong += [("hedge false", label) for label in false]
    _note(figures, "hedge", len(pairs), len(wanted), len(pairs) + len(false))
    figures["hedge.group"] = share(sum(row["group"] == label["group"] for row, label in pairs), len(pairs))

"""What one cue attributes to somebody."""

from dataclasses import dataclass

BY_AGENT = "passive with its agent"  # a rule that kinds look for: were called “...” by the army


@dataclass(slots=True)
class Attribution:
    """What one cue attributes, in [start, end) places of the folded text.

    `content`: the attributed stretches; `speaker`: who says it, or None; `cue`: the place of the cue.
    """

    content: list
    speaker: tuple | None
    cue: int
    rule: str

"""Figures: a table goes in, an Axes comes out.

Every function draws on the Axes it is given, or else on a new figure of its
own, and changes no table. Titles and captions are worked out from the table.
What was drawn is kept as `ax.drawn`, where `export` finds it.
"""

from framing.plots.agreement import agreement
from framing.plots.alike import plane, tree
from framing.plots.choices import choices
from framing.plots.distinctive import distinctive
from framing.plots.hedges import hedge_places, hedging
from framing.plots.naming import naming, rates
from framing.plots.overview import overview
from framing.plots.tone import tone
from framing.plots.voices import marks, shares, speakers, traces

__all__ = [
    "agreement",
    "choices",
    "distinctive",
    "hedge_places",
    "hedging",
    "marks",
    "naming",
    "overview",
    "plane",
    "rates",
    "shares",
    "speakers",
    "tone",
    "traces",
    "tree",
]

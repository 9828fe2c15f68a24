"""Figures: a table goes in, an Axes comes out.

Every function draws on the Axes it is given, or else on a new figure of its
own, and changes no table. Titles and captions are worked out from the table.
What was drawn is kept as `ax.drawn`, where `export` finds it.
"""

from framing.plots.drawn import Drawn, nothing, require
from framing.plots.naming import naming, rates, source_words

__all__ = ["Drawn", "naming", "nothing", "rates", "require", "source_words"]

"""Errors that are written to a person."""


class Told(ValueError):
    """What cannot be done, why, and what to do; in a notebook the sentence stands alone, without a traceback."""

    def _render_traceback_(self):  # the name IPython looks for
        return [f"{type(self).__name__}: {self}"]

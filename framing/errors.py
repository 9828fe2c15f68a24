"""Errors that are written to a person."""


class FramingError(ValueError):
    """What cannot be done, why, and what to do; in a notebook the sentence stands alone, without a traceback.

    `problems` has a sentence for each article that is there and could not be read.
    """

    problems = ()

    def _render_traceback_(self):  # the name IPython looks for
        return [f"{type(self).__name__}: {self}"]


class InputError(FramingError):
    """Nothing to work on: no article could be read or, without `problems`, the call itself is wrong."""

    def __init__(self, message, problems=()):
        super().__init__(message)
        self.problems = tuple(problems)


class NotRead(ValueError):
    """A file, or one article in it, that cannot be read.

    The message ends a sentence that begins with the file's name: what is wrong, then what to do.
    `line` is the line or row where it is wrong, None for the file as a whole.
    """

    line = None

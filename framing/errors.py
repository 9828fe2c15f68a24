"""Errors that are written to a person."""


class FramingError(ValueError):
    """What cannot be done, why, and what to do; in a notebook the sentence stands alone, without a traceback."""

    def _render_traceback_(self):  # the name IPython looks for
        return [f"{type(self).__name__}: {self}"]


class InputError(FramingError):
    """Nothing to work on: the call is wrong, or no article in it could be read.

    `problems` has a sentence for each article that is there and could not be read;
    it is empty where the call itself is wrong.
    """

    def __init__(self, message, problems=()):
        super().__init__(message)
        self.problems = tuple(problems)


class NotRead(ValueError):
    """A file, or one article in it, that cannot be read.

    The message ends a sentence that begins with the file's name: what is wrong, then what to do.
    `line` is the line or row where it is wrong, None for the file as a whole.
    """

    line = None

"""Who is called what, and in whose voice: how news articles frame one event.

    import framing

    articles = framing.read_articles("seeds")
    labels = framing.label(articles)  # a pandas DataFrame, one row a label
    rates = framing.rates(labels, articles, by=["source", "voice"])

`python -m framing --help` shows what can be done without a line of Python.
"""

from importlib import import_module

__version__ = "0.1.0"

# Name -> module it is found in; a module is imported when one of its names is first used.
_HOMES = {
    "Article": "articles",
    "export": "exports",
    "highlight": "highlights",
    "label": "labels",
    "load_codebook": "codebook",
    "rates": "tables",
    "read_articles": "articles",
    "suggest": "suggestions",
}

__all__ = ["__version__", "plots", *_HOMES]


def __getattr__(name):
    if name == "plots":
        return import_module("framing.plots")
    if name not in _HOMES:
        raise AttributeError(f"module 'framing' has no attribute '{name}'")
    return getattr(import_module(f"framing.{_HOMES[name]}"), name)


def __dir__():
    return sorted(__all__)

"""Pieces of English sentences: lists, and numbers with their nouns."""


def listed(items, end="and"):
    """Items in a row: a; a and b; a, b and c."""
    items = [str(item) for item in items]
    return f" {end} ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def plural(n, noun):
    """A number with its noun: 1 source, 2 sources."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun[:-1] + 'ies' if noun.endswith('y') else noun + 's'}"


def share(k, n, noun="source"):
    """How many of all: all 5 sources, both sources, 3 of 5 sources, no source, the one source."""
    if k == n == 1:
        return f"the one {noun}"
    if k == n == 2:
        return f"both {noun}s"
    if k in (0, n):
        return f"all {plural(n, noun)}" if k else f"no {noun}"
    return f"{k} of {plural(n, noun)}"


def quoted(names, end="and"):
    """Names in quotation marks, listed."""
    return listed((f"“{name}”" for name in names), end)


def sentence(text):
    """`text` with a capital at its beginning; the rest is left as it is."""
    return text[:1].upper() + text[1:]


def capped(items, noun, most=12):
    """At most `most` of the items, and how many more there are."""
    return items if len(items) <= most + 1 else [*items[:most], f"{plural(len(items) - most, 'more ' + noun)}"]


def sizes(words):
    """The words of each source, from a Series of them: The Echo 1,200 and Harbour News 950; "none" without a source."""
    return listed(capped([f"{source} {n:,}" for source, n in words.items()], "source")) or "none"

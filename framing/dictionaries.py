"""Dictionaries of other programs, turned into rows of a codebook.

    .yml .yaml   quanteda: keys and, at any depth below them, lists of patterns
    .dic         LIWC: between two lines "%" the categories with their numbers, indented where one belongs
                 to another (2015, 22); then a word a line with the numbers of its categories
    .lc3         Lexicoder 3: a line "+category", then its patterns, one a line
    .txt         a word or phrase a line; lines that begin with # are passed over

The category at the top is the group. The name is the way from there down to the pattern's own category
("high.arts"), and without one the pattern itself without its stars. Their `*` means what it means in
`framing.patterns`. A pattern of several categories counts in one, as every term does: in the one
deepest down, then the first. Formats: quanteda's reference of `dictionary`; LIWC2015 Operator's Manual,
"Creating and using custom dictionaries"; Lexicoder 3.0 Users' Manual, "Dictionary Creation".
"""

import re
from collections import defaultdict

import yaml

from framing.decoding import decode
from framing.patterns import PatternError, read_pattern
from framing.prose import capped, listed
from framing.records import RecordError

# Characters of a dictionary; the largest in use stay below one million.
LARGEST = 2_000_000
DEEPEST = 20
TOO_DEEP = f"it nests deeper than {DEEPEST} levels; make it flatter"
MOST_NAMED = 5  # how many lines that say the same are named
# Signs that mean something here, or something else there; from the beginning on, as a line may be the whole file.
OTHERS = re.compile(r".*[{}|?]|[^<(\[]*+[<(\[].*[>)\]]")


def read_dictionary(content, stem, ending):
    """(rows, notes) of a dictionary's bytes; `ending` is that of its name and `stem` the group of a list without one.

    rows    [(line, (group, name, pattern, note))]
    notes   what was not taken over, each the rest of a sentence that names the lines

    Raises RecordError, and NotText for bytes that are no text.
    """
    text, _ = decode(content)
    if len(text) > LARGEST:
        raise RecordError(1, f"a dictionary may have {LARGEST:,} characters and this has {len(text):,}; divide it")
    return _rows(READERS[ending](text, stem))


def _rows(found):
    """Rows and notes from (line, categories from the top down, pattern); without categories, nothing is made of it."""
    chosen, left = {}, defaultdict(dict)
    for line, way, pattern in found:
        pattern = " ".join(pattern.split())
        try:
            if not way:
                raise PatternError("it does not say, or not plainly, which of the categories above is meant")
            if OTHERS.match(pattern):
                raise PatternError("brackets, “|” and “?” mean something else here")
            forms = read_pattern(pattern).forms
        except PatternError as error:
            reason = "there is nothing to match in it" if "nothing to match" in str(error) else str(error)
            left[reason][line, pattern] = None
            continue
        _, other, _ = chosen.get(forms, (line, way, pattern))
        if other != way[: len(other)] and way != other[: len(way)]:
            left["a pattern counts in one category only, in the deepest or else the first"][line, pattern] = None
        if forms not in chosen or len(way) > len(other):
            chosen[forms] = line, way, pattern
    rows = [(line, (way[0], _name(way, pattern), pattern, "")) for line, way, pattern in chosen.values()]
    return sorted(rows, key=lambda row: row[0]), [_note(reason, list(places)) for reason, places in left.items()]


def _name(way, pattern):
    return ".".join(way[1:]) or " ".join(pattern.replace("*", "").lower().split())


def _note(reason, places):
    named = [f"line {line} ({pattern})" for line, pattern in places]
    return f"not taken over, as {reason}: {listed(capped(named, 'line', MOST_NAMED))}"


def _from_words(text, stem):
    for line, words in _lines(text):
        if not words.startswith("#"):
            yield line, (stem,), words


def _lines(text):
    """(line, content) of every line that is not blank."""
    return ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip())


def _from_lexicoder(text, stem):
    category = None
    for line, content in _lines(text):
        if content.startswith("+"):
            category = content.lstrip("+ ")
            if not category:
                raise RecordError(line, "the category has no name; write it behind the “+”")
        elif category is None:
            raise RecordError(line, "a pattern stands before the first category; begin with a line “+category”")
        else:
            yield line, (category,), content


def _from_liwc(text, stem):
    ends = [line for line, content in _lines(text) if content == "%"]
    if len(ends) != 2:
        raise RecordError(1, f"the lines “%” are {len(ends)}; put one above and one below the categories")
    ways, above = {}, []
    for line, content in enumerate(text.splitlines(), 1):
        if not content.strip() or line in ends or line < ends[0]:
            continue
        if line < ends[1]:
            number, name = _category(line, content)
            depth = len(content) - len(content.lstrip())
            above = [(outer, way) for outer, way in above if outer < depth]
            ways[number] = (*(above[-1][1] if above else ()), name)
            above.append((depth, ways[number]))
            continue
        parts = content.split()
        last = max((place for place, part in enumerate(parts) if not part.isdecimal()), default=0)
        for number in parts[last + 1 :] or [""]:
            yield line, ways.get(number.lstrip("0")), " ".join(parts[: last + 1])


def _category(line, content):
    number, *name = content.split(maxsplit=1)
    if not number.isdecimal() or not name:
        raise RecordError(line, "a category is a number and a name; correct the row")
    return number.lstrip("0"), name[0].split(" (")[0].strip()


def _from_yaml(text, stem):
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError:
        raise RecordError(1, TOO_DEEP) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        hint = "; put a pattern that begins with “*” in quotation marks" if "alias" in str(error) else "; correct it"
        raise RecordError(mark.line + 1 if mark else 1, f"this is no YAML ({_problem(error)}){hint}") from None
    if not isinstance(root, yaml.MappingNode):
        raise RecordError(1, "there are no keys at the top; write “key:” above each list of patterns")
    yield from _patterns(root, (), 1, set())


def _problem(error):
    return getattr(error, "problem", None) or str(error).splitlines()[0]


def _patterns(node, way, depth, done):
    """(line, categories, pattern) of every scalar below `node`. No node is met twice: aliases could multiply them."""
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        if node.value.strip():
            yield line, way, node.value
        return
    if node in done:
        raise RecordError(line, "this part is used again by an alias; write it out in both places")
    if depth > DEEPEST:
        raise RecordError(line, TOO_DEEP)
    done.add(node)
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _patterns(child, way, depth + 1, done)
        return
    for key, child in node.value:
        if not isinstance(key, yaml.ScalarNode) or not key.value.strip():
            raise RecordError(key.start_mark.line + 1, "a key is no name; write a word or phrase before the colon")
        yield from _patterns(child, (*way, " ".join(key.value.split())), depth + 1, done)


READERS = {".yml": _from_yaml, ".yaml": _from_yaml, ".dic": _from_liwc, ".lc3": _from_lexicoder, ".txt": _from_words}

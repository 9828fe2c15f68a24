import re
import tomllib
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from marking import CASES, found, lines, marked, plain

from framing.articles import Article
from framing.codebook import Codebook, CodebookError, Entry, load_codebook, shipped
from framing.labels import label
from framing.patterns import Elements
from framing.tokens import Vocabulary, tokenize

HEADER = "group,name,pattern,note\n"
SHIPPED = ["conflict", "hedges", "reporting"]


@pytest.fixture
def file(tmp_path):
    """Writes a codebook file and gives its path."""

    def write(content, name="mine.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


def codebook(*rows):
    """A Codebook of (group, name, pattern) or (layer, group, name, pattern)."""
    rows = [row if len(row) == 4 else ("term", *row) for row in rows]
    return Codebook(Entry(*row, rule=f"rows:{number}") for number, row in enumerate(rows, 1))


def names(book, text):
    return [entry.name for _, _, entry in found(book, text)]


# Files


@pytest.mark.parametrize(
    "content",
    [
        HEADER + "event,riot,riot*,\nevent,war,war,a note\n",
        "group,name,pattern\nevent,riot,riot*\nevent,war,war\n",
        "group;name;pattern;note\nevent;riot;riot*;a note, with a comma\nevent;war;war;\n",
        "sep=;\r\ngroup;name;pattern;note\r\nevent;riot;riot*;a note, with a comma\r\nevent;war;war;\r\n",
        '\ufeff"sep=,"\ngroup,name,pattern,note\nevent,riot,riot*,one; two\nevent,war,war,\n',
        "\ufeffgroup,name,pattern,note\r\nevent,riot,riot*,\r\nevent,war,war\r\n",
        "Group, Name ,PATTERN,note,,\nEVENT,riot, riot* ,,,\nevent,war,war,,,\n",
        '# a comment,"\n\n#group\n' + HEADER + "#event,fire,fire,\n\n,,,\nevent,riot,riot*,\n   \nevent,war,war",
        'group,name,pattern,note,count,why\nevent,riot,riot*,,3,"a, b"\nevent,war,war,mine,,\n',
        "group,name,pattern,count\nevent,riot,riot*,3\nevent,war,war,\n",
        '"# a comment, saved by a spreadsheet",,,\n' + HEADER + 'event,riot,"riot*",\nevent,war,war,"a\nb"\n',
    ],
    ids=[
        "commas",
        "no note",
        "semicolons",
        "sep=;",
        "sep=,",
        "mark and CRLF",
        "loose",
        "comments",
        "more columns",
        "more columns and no note",
        "quoted comment",
    ],
)
def test_files_that_say_the_same(file, content):
    book = load_codebook(file(content))
    assert [(e.layer, e.group, e.name, e.pattern) for e in book.entries] == [
        ("term", "event", "riot", "riot*"),
        ("term", "event", "war", "war"),
    ]


def test_rule_is_file_and_line_of_the_row(file):
    content = "# first\n" + HEADER + '\nevent,riot,riot*,"a\nnote"\n# more\nevent,war,war,\n'
    assert [(e.rule, e.note) for e in load_codebook(file(content)).entries] == [
        ("mine.csv:4", "a note"),
        ("mine.csv:7", ""),
    ]


def test_layers(file):
    path = file(HEADER + "event,riot,riot,\nplausibility,may,may,\nNone,,riot of colour,\n")
    assert [(e.layer, e.group) for e in load_codebook(path).entries] == [
        ("term", "event"),
        ("hedge", "plausibility"),
        ("hedge", "none"),
        ("term", "none"),
    ]
    assert {e.layer for e in shipped("reporting").entries} == {"reporting"}


@pytest.mark.parametrize("columns, note", [("note,count", "7"), ("count,note", "")])
def test_only_a_fourth_column_of_that_name_is_the_note(file, columns, note):
    (entry,) = load_codebook(file(f"group,name,pattern,{columns}\nevent,riot,riot,7,8\n")).entries
    assert entry.note == note


def test_a_fourth_cell_under_three_columns_is_the_note(file):
    (entry,) = load_codebook(file("group,name,pattern\nevent,riot,riot,7\n")).entries
    assert entry.note == "7"


def test_several_files_and_sums(file):
    one, two = file(HEADER + "event,riot,riot,\n"), file(HEADER + "event,war,war,\n", "two.csv")
    for book in (load_codebook(one, two), load_codebook(one) + load_codebook(two)):
        assert len(book) == 2
        assert [e.rule for e in book.entries] == ["mine.csv:2", "two.csv:2"]
        assert names(book, "war or riot") == ["war", "riot"]


def test_a_repeated_row_counts_once(file):
    path = file(HEADER + "event,riot,riot,first\nevent,riot,Riot,second\n")
    assert [e.note for e in load_codebook(path, path).entries] == ["first"]


ERRORS = tomllib.loads((CASES / "codebook-errors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", ERRORS.values(), ids=ERRORS)
def test_error(file, case):
    path = file(case["content"].replace("LONG", "long " * 30_000))
    with pytest.raises(CodebookError) as raised:
        load_codebook(path)
    # what is wrong with a pattern is told by the file's name, all else by its path
    place = {
        "line": f"{path}:{case.get('line')}: ",
        "file": f"{path}: ",
        "name": f"mine.csv:{case.get('line')}: ",
    }
    kinds = ["line", "name"] if "line" in case else ["file"]
    assert str(raised.value) in [place[kind] + case["message"] for kind in kinds]


@pytest.mark.parametrize(
    "content",
    [HEADER.encode() + "event,café,café,".encode("cp1252"), HEADER.encode("utf-16"), b"PK\x03\x04\x00\x00"],
    ids=["cp1252", "utf-16", "binary"],
)
def test_not_text(file, content):
    path = file(content)
    with pytest.raises(CodebookError) as raised:
        load_codebook(path)
    wanted = "this is not text in UTF-8; save the table as “CSV UTF-8” and use that."
    assert str(raised.value) == f"{path}: {wanted}"


def test_two_names_in_two_files(file):
    one, two = file(HEADER + "event,war,war,\n"), file(HEADER + "event,conflict,war,\n", "two.csv")
    for combine in (lambda: load_codebook(one, two), lambda: load_codebook(one) + load_codebook(two)):
        with pytest.raises(CodebookError, match=r"^two\.csv:2: .* in mine\.csv:2 .* keep one\.$"):
            combine()


def test_two_files_of_one_name_are_told_apart_by_their_paths(file, tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    one = file(HEADER + "event,war,war,\n", "one/mine.csv")
    two = file(HEADER + "event,conflict,war,\n", "two/mine.csv")
    with pytest.raises(CodebookError) as raised:
        load_codebook(one, two)
    assert str(raised.value).startswith(f"{two}:2: the pattern “war”") and f" in {one}:2 “war”" in str(raised.value)
    two.write_text(HEADER + "event,riot,riot,\n", encoding="utf-8")
    assert [e.rule for e in load_codebook(one, two).entries] == [f"{one}:2", f"{two}:2"]


def test_four_numbers_are_read_in_every_way():
    book = codebook(("event", "dead", "{NUMBER} {NUMBER} {NUMBER} {NUMBER} dead"))
    assert names(book, "9 $9 a dozen three dead") == ["dead"]


def test_the_same_pattern_in_two_layers_is_no_error():
    book = codebook(("term", "event", "claim", "claim"), ("hedge", "attribution", "claim", "claim"))
    assert names(book, "a claim") == ["claim", "claim"]


def test_paths_that_are_no_file(tmp_path):
    with pytest.raises(CodebookError, match="there is no such file or folder; check the path.$"):
        load_codebook(tmp_path / "none.csv")
    with pytest.raises(CodebookError, match="this is a folder; name the file in it.$"):
        load_codebook(tmp_path)
    with pytest.raises(CodebookError, match="give the path of at least one CSV file.$"):
        load_codebook()
    with pytest.raises(
        CodebookError, match="No codebook “other” is shipped; choose conflict, hedges, idioms or reporting.$"
    ):
        shipped("other")


# Patterns


@pytest.mark.parametrize("case", lines("patterns.txt"))
def test_pattern(case):
    pattern, wanted = case.split(" => ")
    text = re.sub(r"[\[\]]", "", wanted)
    for start, end, _ in reversed(found(codebook(("event", "x", pattern)), text)):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    assert text == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They strike. Guns.", ["guns", "raid"]),
        ("They strike.", ["stoppage"]),
        ("They strike. No toy guns.", ["stoppage"]),  # what a row of `none` takes is no evidence
        ("They strike and storm.", ["stoppage"]),  # nor is a term that itself asks for evidence
        ("Guns. They storm. They march. Guns.", ["assault", "guns", "guns"]),
    ],
)
def test_what_the_article_settles(text, wanted):
    book = codebook(
        ("war", "guns", "guns"),
        ("war", "raid", "strike {with war}"),
        ("labour", "stoppage", "strike {without war}"),
        ("war", "assault", "storm {with war}"),
        ("labour", "walk", "march {with labour}"),
        ("none", "", "toy guns"),
    )
    assert sorted(names(book, text)) == sorted(wanted)


def test_each_article_settles_it_for_itself(conflict):
    articles = [Article.from_text(text, id=text) for text in ("Soldiers left.", "Peacekeepers left. Soldiers stayed.")]
    table = label(articles, conflict)
    assert table["text"].tolist() == ["Peacekeepers", "Soldiers"]


@pytest.mark.parametrize("space", ["\n", "  ", "\u00a0", "\t", "\r\n", " \n ", "\u2009"])
def test_white_space_between_words(space):
    text = f"to open{space}fire"
    assert [text[start:end] for start, end, _ in found(codebook(("event", "x", "open fire")), text)] == [text[3:]]


@pytest.mark.parametrize("space", ["\n\n", "\n \n", "\r\n\r\n"])
def test_nothing_is_matched_across_a_blank_line(space):
    book = codebook(("event", "x", "open fire"), ("event", "y", "{the} town"), ("event", "z", "{not the} city"))
    assert names(book, f"open{space}fire") == []
    assert names(book, f"the{space}town") == []
    assert names(book, f"the{space}city") == ["z"]


def test_the_longest_wins():
    book = codebook(("event", "attack", "attack*"), ("opposition", "terrorist", "terrorist*"))
    book += codebook(("event", "terrorist attack", "terrorist attack*"))
    assert names(book, "terrorist attacks, attacks, terrorists") == [
        "terrorist attack",
        "attack",
        "terrorist",
    ]


def test_length_is_counted_in_the_text():
    book = codebook(("event", "short", "a bc"), ("event", "long", "bc d"))
    assert names(book, "a bc d") == ["short"]
    assert names(book, "a bc  d") == ["long"]


def test_of_equal_length_the_first_wins():
    book = codebook(("event", "second", "bb cc"), ("event", "first", "aa bb"))
    assert names(book, "aa bb cc") == ["first"]


def test_a_chain_of_overlaps_is_cut_from_its_best():
    book = codebook(("event", "ab", "aa bb"), ("event", "bc", "bb ccc"), ("event", "cd", "ccc dd"))
    assert names(book, "aa bb ccc dd") == ["bc"]
    assert names(book, "aa bb, ccc dd aa bb") == ["ab", "cd", "ab"]


@pytest.mark.parametrize(
    ("patterns", "text", "wanted"),
    [
        (["protest*", "protester*"], "protesters", "protester*"),
        (["protester*", "protest*"], "protesters", "protester*"),
        (["*test*", "pro*"], "protest", "*test*"),
        (["may", "{in} may"], "in may", "{in} may"),
        (["{in} may", "may"], "may", "may"),
        (["ma*", "may*"], "may", "may*"),
        (["*ay", "m*y"], "may", "*ay"),
    ],
)
def test_of_the_same_words_the_more_exact_pattern_wins(patterns, text, wanted):
    book = codebook(*(("event", pattern, pattern) for pattern in patterns))
    assert names(book, text) == [wanted]


def test_none_gives_no_label_and_beats_what_is_shorter():
    book = codebook(("attribution", "claim", "claimed"), ("none", "", "claimed responsibility"))
    assert names(book, "He claimed responsibility. She claimed nothing.") == ["claim"]
    book = codebook(("event", "march", "march {was}"), ("none", "", "{DAY} march"))
    assert names(book, "The 4 March was. The march was.") == ["march"]
    book = codebook(("none", "", "{to} march"), ("event", "march", "{not to} march {on}"))
    assert names(book, "They march on. To march on.") == ["march"]


def test_layers_do_not_compete():
    book = codebook(("term", "event", "alleged riot", "alleged riot"), ("hedge", "attribution", "alleged", "alleged"))
    assert marked(book, "An alleged riot", "layer") != "An alleged riot"
    assert names(book, "An alleged riot") == ["alleged riot", "alleged"]


@pytest.mark.parametrize(
    "patterns, text, wanted",
    [
        (["long b", "b c", "c long"], "long b c long", [("b c", "long b")]),
        (["a * a"], "a b a c a", []),
        (["a b", "b c"], "a b and b c", []),
    ],
    ids=["the first of two that won", "itself", "no word in common"],
)
def test_contests(patterns, text, wanted):
    book = codebook(*[("event", pattern, pattern) for pattern in patterns])
    pairs = zip(*[[book.entries[n].name for n in some.entry] for some in book.contests(tokenize(text))], strict=True)
    assert list(pairs) == wanted


def test_matches_are_arrays_of_token_indices():
    book = codebook(("event", "riot", "riot*"), ("event", "open fire", "open fire"))
    matches = book.find(tokenize("They open fire: riots, riots."))
    assert (matches.first.tolist(), matches.last.tolist(), matches.entry.tolist()) == (
        [1, 4, 6],
        [2, 4, 6],
        [1, 0, 0],
    )
    assert len(matches) == 3


@pytest.mark.parametrize("text", ["", " \n", "...", "word", "\ud800 riot", "riot\x00riot"])
def test_odd_texts(text):
    book = codebook(("event", "riot", "{the} riot"), ("event", "riot", "riot"))
    assert len(book.find(tokenize(text))) == text.count("riot")


def test_an_empty_codebook_finds_nothing():
    assert len(Codebook([]).find(tokenize("a riot"))) == 0


def test_a_type_is_decided_once(monkeypatch):
    asked = []
    kind = Elements.kind
    monkeypatch.setattr(Elements, "kind", lambda self, word: asked.append(word) or kind(self, word))
    book, vocabulary = codebook(("event", "riot", "riot*")), Vocabulary()
    for text in ("a riot, a riot", "a riot again, riots"):
        book.find(tokenize(text, vocabulary))
    assert sorted(asked) == [",", "a", "again", "riot", "riots"]


WORDS = st.sampled_from(["a", "ab", "abc", "b", "bc", "-", ","])
GLOBS = st.sampled_from(["a", "ab", "b*", "*c", "*b*", "bc", "*"])
PATTERNS = st.lists(GLOBS, min_size=1, max_size=3).filter(lambda words: any(word != "*" for word in words))


def plainly(patterns, words, spaces):
    """What a codebook of `patterns` finds in `words`, by trying everything."""
    text, starts = "", []
    for word, space in zip(words, spaces, strict=False):
        starts.append(len(text))
        text += word + space
    ends = [start + len(word) for start, word in zip(starts, words, strict=False)]
    globs = [[re.compile(g.replace("*", r"\w*") if g != "*" else r"\w+") for g in p] for p in patterns]
    hits = [
        (first, first + len(p) - 1, n)
        for n, p in enumerate(globs)
        for first in range(len(words) - len(p) + 1)
        if all(g.fullmatch(w) for g, w in zip(p, words[first:], strict=False))
    ]
    letters = [sum(c.isalpha() for g in p for c in g) for p in patterns]
    hits.sort(
        key=lambda hit: (
            starts[hit[0]] - ends[hit[1]],
            hit[0],
            -len(patterns[hit[2]]),
            -letters[hit[2]],
            hit[2],
        )
    )
    taken, kept = set(), []
    for hit in hits:
        place = set(range(hit[0], hit[1] + 1))
        if not place & taken:
            taken |= place
            kept.append(hit)
    return text, sorted(kept)


@given(
    st.lists(PATTERNS, min_size=1, max_size=6, unique_by=tuple),
    st.lists(WORDS, max_size=25),
    st.lists(st.sampled_from([" ", "  ", "\n"]), min_size=25, max_size=25),
)
def test_find_agrees_with_trying_everything(patterns, words, spaces):
    text, wanted = plainly(patterns, words, spaces)
    book = codebook(*(("event", str(number), " ".join(pattern)) for number, pattern in enumerate(patterns)))
    matches = book.find(tokenize(text))
    assert list(zip(matches.first.tolist(), matches.last.tolist(), matches.entry.tolist(), strict=True)) == wanted


@cache
def both():
    return shipped("conflict") + shipped("hedges")


@given(st.text("may th’'“”-\n protest‑19,é\u00a0", max_size=200))
def test_whatever_the_text(text):
    book, tokens = both(), tokenize(text)
    matches = book.find(tokens)
    assert np.all(np.diff(matches.first) >= 0)
    for layer in ("term", "hedge"):
        mine = np.array([book.entries[entry].layer == layer for entry in matches.entry], bool)
        assert np.all(matches.last[mine][:-1] < matches.first[mine][1:])


# The shipped codebooks

STANDING_FOR = {"NUMBER": "300", "YEAR": "2019", "MONTH": "june", "DAY": "9"}


OF_GROUP = {"intervention": "peacekeepers", "migration": "refugees", "repression": "crackdown"}


def example(pattern):
    """A text the pattern matches, and the words of it that are no context."""
    words, label, elsewhere = [], [], ""
    for braces, word in re.findall(r"\{([^{}]*)\}|([\w*|]+|[^\s{}])", pattern):
        if braces.startswith("with "):
            elsewhere += "\n\n" + OF_GROUP[braces.removeprefix("with ")]
        if braces.startswith(("not ", "with ", "without ")):
            continue
        word = (braces or word).split("|")[0]
        word = STANDING_FOR.get(word, "some" if word == "*" else word.replace("*", ""))
        words.append(word)
        label += [] if braces else [len(words) - 1]
    return " ".join(words) + elsewhere, label


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped(name):
    entries = shipped(name).entries
    assert len(entries) > 200
    for entry in entries:
        assert entry.name == entry.name.lower(), entry
        assert not re.search("[A-Z]", re.sub("|".join(STANDING_FOR), "", entry.pattern)), entry
        assert entry.rule.startswith(f"{name}.csv:")


def test_shipped_groups():
    groups = {entry.group for entry in shipped("conflict").entries}
    assert groups == {"opposition", "event", "intervention", "repression", "migration", "none"}
    assert {entry.layer for entry in shipped("conflict").entries} == {"term"}
    assert {entry.layer for entry in shipped("reporting").entries} == {"reporting"}


@pytest.mark.parametrize("name", ["conflict", "hedges", "idioms"])
def test_every_row_is_reached(name):
    """Each row is found in a text made from it; where a row of `none` stands, nothing is."""
    book = shipped(name)
    missed = []
    for entry in book.entries:
        text, label = example(entry.pattern)
        tokens = tokenize(text)
        matches = book.find(tokens)
        if entry.group == "none":
            covered = {i for a, b in zip(matches.first, matches.last, strict=True) for i in range(a, b + 1)}
            wrong = bool(covered & set(label))
        else:
            wrong = not any(book.entries[n].name == entry.name for n in matches.entry)
        if wrong:
            missed.append((entry.rule, entry.pattern, text))
    assert not missed


@pytest.mark.parametrize("sentence", lines("terms.txt"))
def test_sentence(conflict, sentence):
    assert marked(conflict, plain(sentence)) == sentence


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("sentence", lines("terms-known-failures.txt"))
def test_known_failure(conflict, sentence):
    assert marked(conflict, plain(sentence)) == sentence


LONG = "They left the town by the east gate before it was light"


@pytest.mark.parametrize(
    "pattern, note",
    [
        ("riot.*er", "one seems to stand in line 2 (riot.*er); write words, with * for any letters and | for “or”."),
        (r"\briot\b", "one seems to stand in line 2 ("),
        ("riot[a-z]+", "one seems to stand in line 2 ("),
        ("^riot", "one seems to stand in line 2 ("),
        ("rioters$", "one seems to stand in line 2 ("),
        (LONG, "a pattern of more than 10 words stands in line 2; is this an article and no codebook?"),
        (" ".join(LONG.split()[:10]), None),
        ("riot*", None),
        ("$5 a day", None),
        ("U.S. troops", None),
        ("[sic]", None),
    ],
)
def test_a_pattern_that_hardly_means_what_it_says_is_noted(file, pattern, note):
    path = file(f"group,name,pattern\ngroup,name,{pattern}\n")
    notes = load_codebook(path).notes
    assert len(notes) == (note is not None)
    assert all(said.startswith(f"{path}: ") and note in said for said in notes)


def test_an_article_that_is_given_as_a_codebook_is_noted_once(file):
    path = file(f"{LONG}.\n\n" * 9 + "They left.\n", "story.txt")
    assert load_codebook(path).notes == (
        f"{path}: a pattern of more than 10 words stands in line 1; is this an article and no codebook?",
    )


@pytest.fixture(scope="module")
def conflict():
    return shipped("conflict")

from pathlib import Path

import pytest
from marking import found

from framing.codebook import CodebookError, load_codebook

FOLDER = Path(__file__).parent / "dictionaries"
SEVERAL = "a pattern counts in one category only, in the deepest or else the first"
SIGNS = "brackets, “|” and “?” mean something else here"
UNCLEAR = "it does not say, or not plainly, which of the categories above is meant"
LEFT = "not taken over, as"
EMPTY = "there is nothing to match in it"

# suffix -> the rows as (line, group, name, pattern), and what is said of the rest
READ = {
    "yml": (
        [
            (3, "dispute", "stoppage", "strike"),
            (3, "dispute", "stoppage", "walkout"),
            (3, "dispute", "stoppage", "down* tools"),
            (5, "dispute", "closure", "lockout"),
            (6, "dispute", "closure", "*blockade"),
            (7, "people", "docker", "docker"),
            (7, "people", "crane driver", "crane driver"),
            (7, "people", "no", "no"),
            (10, "machines", "cranes.white", "ghost"),
            (11, "machines", "cranes.all", "crane*"),
        ],
        [
            f"{SEVERAL}: line 11 (ghost)",
            f"{SIGNS}: line 12 (wom?n), line 12 (a|b) and line 12 ({{the}} gate)",
            f"{EMPTY}: line 12 (***)",
        ],
    ),
    "dic": (
        [
            (9, "harbour", "dispute.stoppage", "strike*"),
            (10, "harbour", "dispute.stoppage", "down tools"),
            (11, "harbour", "people", "docker*"),
            (12, "weather", "sleet", "sleet"),
            (13, "harbour", "people", "storm"),
        ],
        [
            f"{SEVERAL}: line 13 (storm)",
            f"{UNCLEAR}: line 14 (like (02 5)4/5), line 16 (gale) and line 18 (whatever)",
            f"{SIGNS}: line 15 (kind<of>)",
            f"{EMPTY}: line 17 (:))",
        ],
    ),
    "lc3": (
        [
            (2, "strike", "walk out", "WALK OUT*"),
            (3, "strike", "down tools", "DOWN TOOLS"),
            (6, "people", "docker", "DOCKER*"),
        ],
        [f"{SEVERAL}: line 7 (WALK OUT*)"],
    ),
    "txt": (
        [
            (2, "harbour", "docker", "docker*"),
            (3, "harbour", "crane driver", "crane driver"),
            (5, "harbour", "picket line", "picket line"),
        ],
        [],
    ),
}


@pytest.mark.parametrize("suffix", READ)
def test_rows_and_what_was_not_taken_over(suffix):
    path = FOLDER / f"harbour.{suffix}"
    book = load_codebook(path)
    rows, notes = READ[suffix]
    assert [(e.rule, e.group, e.name, e.pattern) for e in book.entries] == [
        (f"harbour.{suffix}:{line}", *row) for line, *row in rows
    ]
    assert list(book.notes) == [f"{path}: not taken over, as {note}." for note in notes]


def test_a_dictionary_finds_what_its_own_program_would(tmp_path):
    path = tmp_path / "LIST.TXT"
    path.write_text("docker*\n*blockade\ncall * a\n", encoding="utf-8")
    text = "Dockers call it a counter-blockade, a superblockade; nobody calls it a dock."
    assert [text[start:end] for start, end, _ in found(load_codebook(path), text)] == [
        "Dockers", "call it a", "blockade", "superblockade"
    ]  # fmt: skip


def test_beside_a_codebook_with_notes_kept(tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_text("group,name,pattern\nevent,riot,riot\n", encoding="utf-8")
    together = load_codebook(mine, FOLDER / "harbour.lc3")
    assert len(together) == 4 and len(together.notes) == 1
    assert len(load_codebook(FOLDER / "harbour.lc3", mine).notes) == 1
    assert (load_codebook(mine) + load_codebook(FOLDER / "harbour.lc3")).notes == together.notes


def test_long_lists_of_what_is_left_are_cut(tmp_path):
    path = tmp_path / "odd.txt"
    path.write_text("strike\n" + "".join(f"wom?n{n}\n" for n in range(1234)), encoding="utf-8")
    (note,) = load_codebook(path).notes
    assert note.endswith("line 6 (wom?n4) and 1,229 more lines.")


def test_a_line_of_opening_brackets_is_looked_at_once(tmp_path):
    """With a look from each bracket the test would not come to its end."""
    path = tmp_path / "odd.txt"
    path.write_text("strike\n" + "(" * 500_000 + "\na {b\n", encoding="utf-8")
    assert [entry.pattern for entry in load_codebook(path).entries] == ["strike"]


# name -> content, line, the message behind the place
WRONG = {
    "list.yml": ("- a\n- b\n", 1, "there are no keys at the top; write “key:” above each list of patterns."),
    "empty.yml": ("", 1, "there are no keys at the top; write “key:” above each list of patterns."),
    "star.yml": ("a:\n  - b\n  - *c\n", 3, "this is no YAML (found undefined alias 'c'); put a pattern that begins "
                 "with “*” in quotation marks."),
    "open.yml": ("a: [b\n", 2, "this is no YAML (expected ',' or ']', but got '<stream end>'); correct it."),
    "bomb.yml": ("a: &a [x, y]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1,
                 "this part is used again by an alias; write it out in both places."),
    "keys.yml": ("? [a, b]\n: c\n", 1, "a key is no name; write a word or phrase before the colon."),
    "deep.yml": ("a: " + "[" * 30 + "x" + "]" * 30, 1, "it nests deeper than 20 levels; make it flatter."),
    "deeper.yml": ("a: " + "[" * 9000 + "x" + "]" * 9000, 1, "it nests deeper than 20 levels; make it flatter."),
    "object.yml": ("a: !!python/object/apply:os.getcwd []\n", None, "no pattern could be taken over."),
    "letters.txt": ("wom?n\n#a\n", None, f"no pattern could be taken over; {LEFT} {SIGNS}: line 1 (wom?n)."),
    "old.dic": ("strike 1\n", 1, "the lines “%” are 0; put one above and one below the categories."),
    "names.dic": ("%\n1 a\nb\n%\nstrike 1\n", 3, "a category is a number and a name; correct the row."),
    "plain.lc3": ("strike\n+a\n", 1, "a pattern stands before the first category; begin with a line “+category”."),
    "noname.lc3": ("+a\nb\n+\nc\n", 3, "the category has no name; write it behind the “+”."),
    "large.txt": ("x" * 2_000_001, 1, "a dictionary may have 2,000,000 characters and this has 2,000,001; divide it."),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_dictionary_that_cannot_be_used(tmp_path, name):
    content, line, message = WRONG[name]
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CodebookError) as raised:
        load_codebook(path)
    assert str(raised.value) == f"{path}:{f'{line}:' if line else ''} {message}"


def test_bytes_that_are_no_text(tmp_path):
    path = tmp_path / "list.txt"
    path.write_bytes(b"PK\x03\x04 archive")
    with pytest.raises(CodebookError, match="save the dictionary as text in UTF-8"):
        load_codebook(path)

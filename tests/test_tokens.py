import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.tokens import MARK, SPACE, WORD, Vocabulary, _kinds, fold, tokenize


def strings(text):
    return tokenize(text).strings


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("", []),
        (" \n\t\xa0\u2028\u3000", []),
        ("Rebels fled.", ["Rebels", "fled", "."]),
        ("Okel's “men”", ["Okel", "'", "s", "“", "men", "”"]),
        ("so-called", ["so", "-", "called"]),
        ("3,000 or 2.5%", ["3", ",", "000", "or", "2", ".", "5", "%"]),
        ("a_b", ["a_b"]),
        ("...", [".", ".", "."]),
        ("naïve Ümit Шум 漢字", ["naïve", "Ümit", "Шум", "漢字"]),
        ("a\u200bb", ["a", "\u200b", "b"]),
        ("e\u0301", ["e", "\u0301"]),
        ("😀😀a", ["😀", "😀", "a"]),
        ("\U0001d49c\U0001d49c", ["\U0001d49c", "\U0001d49c"]),
        ("\uffff\ud800x", ["\uffff", "\ud800", "x"]),
        ("\x00a\x1cb", ["\x00", "a", "b"]),
    ],
)
def test_strings(text, wanted):
    assert strings(text) == wanted


def test_offsets_and_lines():
    text = "One 😀 two.\n\nThree\r\nfour"
    tokens = tokenize(text)
    spans = list(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True))
    assert spans == [(0, 3), (4, 5), (6, 9), (9, 10), (12, 17), (19, 23)]
    assert tokens.lines.tolist() == [0, 0, 0, 0, 2, 3]
    assert [tokens.word(i) for i in range(len(tokens))] == [text[a:b] for a, b in spans]


@given(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]) | st.sampled_from("a. \n'“")))
def test_tokens_are_runs_of_word_characters_or_single_marks(text):
    """An oracle that was written otherwise: one regular expression."""
    tokens = tokenize(text)
    oracle = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    assert list(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)) == oracle
    assert tokens.strings == [text[a:b] for a, b in oracle]


@given(st.text() | st.text("a \n😀\U0001d49c"))
def test_every_visible_character_is_in_one_token(text):
    tokens = tokenize(text)
    covered = np.zeros(len(text), int)
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        covered[start:end] += 1
    assert covered.tolist() == [int(not character.isspace()) for character in text]


@given(st.lists(st.text("ab'. é😀\n")))
def test_a_vocabulary_can_be_shared(texts):
    vocabulary = Vocabulary()
    shared = [tokenize(text, vocabulary) for text in texts]
    assert [tokens.strings for tokens in shared] == [strings(text) for text in texts]
    assert len(set(vocabulary.words)) == len(vocabulary) == len(vocabulary.words)


def test_a_vocabulary_numbers_words_as_they_come():
    vocabulary = Vocabulary()
    assert tokenize("b a b", vocabulary).types.tolist() == [0, 1, 0]
    assert tokenize("c a", vocabulary).types.tolist() == [2, 1]
    assert vocabulary.words == ["b", "a", "c"]
    assert vocabulary.number("a") == 1


def test_a_table_is_worked_out_once_a_type():
    seen = []

    def long(word):
        seen.append(word)
        return len(word) > 2

    vocabulary = Vocabulary()
    assert tokenize("one is one", vocabulary).table(long).tolist() == [1, 0, 1]
    assert tokenize("is two", vocabulary).table(long).tolist() == [0, 1]
    assert seen == ["one", "is", "two"]
    assert tokenize("", vocabulary).table(long).tolist() == []


def test_a_table_of_other_numbers():
    table = tokenize("one three").table(len, np.int32)
    assert (table.tolist(), table.dtype) == ([3, 5], np.int32)


@pytest.mark.parametrize(
    "word, wanted",
    [
        ("Rebels", "rebels"),
        ("REBELS", "rebels"),
        ("’", "'"),
        ("don’t", "don't"),
        ("Straße", "strasse"),
        ("ﬁre", "fire"),
        ("ＷＡＲ", "war"),
        ("Ⅷ", "viii"),
        ("É", "é"),
    ],
)
def test_fold(word, wanted):
    assert fold(word) == wanted
    assert fold(wanted) == wanted


def test_kinds_of_characters():
    """What counts as what, for every character up to U+FFFF; beyond it everything is a mark."""
    for kind, characters in ((SPACE, " \xa0\u3000"), (WORD, "a_½Ⅷ漢"), (MARK, "'“\u0301\u200b\0")):
        assert {_kinds()[ord(character)] for character in characters} == {kind}

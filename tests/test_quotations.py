"""Marks paired into quotations: a case is a text with [brackets] round what stands between its marks."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import quotations
from framing.quotations import pair
from framing.sections import paragraphs
from framing.sentences import full_stops
from framing.tokens import tokenize


def find(text, furniture=()):
    """(tokens, quotations) of a text; `furniture` are the numbers of the paragraphs to pass over."""
    tokens = tokenize(text)
    starts = [start for start, _ in paragraphs(text)]
    number = np.searchsorted(starts, tokens.starts, "right")
    return tokens, pair(tokens, number, np.isin(number, [n + 1 for n in furniture]), full_stops(tokens))


def bracketed(text, furniture=()):
    """The text with brackets round its quotations."""
    tokens, found = find(text, furniture)
    places = [(int(tokens.starts[q.first]), 1, "[") for q in found]
    places += [(int(tokens.ends[q.last]), 0, "]") for q in found]
    for place, _, bracket in sorted(places, reverse=True):
        text = text[:place] + bracket + text[place:]
    return text


def rules(text):
    return [quotation.rule for quotation in find(text)[1]]


CASES = """
"[We left,]" he said, "[and then we slept.]"
“[We left,]” he said, “[and then we slept.]”
‘[We left,]’ he said, ‘[and then we slept.]’
'[We left,]' he said, '[and then we slept.]'
„[We left]“, he said. „[Then we slept.]”
‚[We left]‘, he said.
«[We left]», he said. « [Then we slept] », he said.
»[We left]«, he said. »[Then we slept]«, he said.
‹[We left]›, he said.
「[We left]」, he said.
＂[We left,]＂ he said.
``[We left,]'' he said. ``[Then we slept.]"
`[rebels]' and `[rebels]`
''[We left,]'' he said.
”[We left,]” he said. ”[Then we slept.]”
“[We left,]“ he said. “[Then we slept.]“
"[We left,]” he said. “[Then we slept.]"
“[We leave shortly,] “added the mayor.
“[He said ‘[no]’ twice,]” she said.
‘[He said “[no]” twice,]’ she said.
"[He said "[no]" twice,]" she said.
“[He said “[no]” twice,]” she said.
‘[He said “[no]”]’
“[a]” “[b]”“[c]”
("[a]") —"[b]"— “[c]”…
The rebels' camp and the guards’ tents.
It's, isn’t, rock 'n' roll, the '90s, ’tis, 'em.
'[It's the rebels' camp and isn't ours,]' he said.
‘[It’s the rebels’ camp and isn’t ours,]’ he said.
‘[Tell ’em,]’ he said.
He calls it '[a]' b and '[c]'.
"" “” «»
5' 10" and 6"
"[3.5 million, i.e. nothing,]" he said.
""".strip().split("\n")


@pytest.mark.parametrize("case", CASES)
def test_case(case):
    assert bracketed(re.sub(r"[\[\]]", "", case)) == case


@pytest.mark.parametrize(
    "text, wanted, rule",
    [
        ("He said: “We left.", "He said: “[We left.]", "closing mark missing"),
        ('He said: "We left. Then we slept.', 'He said: "[We left.] Then we slept.', "closing mark missing"),
        ("We left,” he said.", "[We left,]” he said.", "opening mark missing"),
        ("“We leave, “added he.", "“[We leave,] “added he.", "marks the wrong way round"),
        ("“SMITH: I do.”", "“SMITH: [I do.]”", "marks; transcript"),
        ("“We left.”", "“[We left.]”", "marks"),
        ("“We left.\n“We slept.”", "“[We left.]\n“[We slept.]”", "marks, runs on in the next paragraph"),
    ],
)
def test_rule(text, wanted, rule):
    assert bracketed(text) == wanted
    assert rules(text)[0] == rule


def test_an_unclosed_quotation_ends_with_its_paragraph_at_the_latest():
    assert bracketed("“We left\n\nRebels came.\n\n“We slept,” he said.") == (
        "“[We left]\n\nRebels came.\n\n“[We slept,]” he said."
    )


def test_a_long_quotation_re_opened_in_every_paragraph():
    assert bracketed("“One.\n“Two.\n“Three.”\nFour.") == "“[One.]\n“[Two.]\n“[Three.]”\nFour."
    assert bracketed("‘One.\n‘Two.’\nFour.") == "‘[One.]\n‘[Two.]’\nFour."
    assert bracketed("«One.\n«Two.»\nFour.") == "«[One.]\n«[Two.]»\nFour."


def test_furniture_is_passed_over():
    text = "“Subscribe\n“We left,” he said.\nRead “more”."
    assert bracketed(text, furniture=[0, 2]) == "“Subscribe\n“[We left,]” he said.\nRead “more”."


def test_before_and_after_are_the_tokens_outside_the_marks():
    tokens, (found,) = find("He said ``we left'' twice.")
    assert [tokens.word(found.before), tokens.word(found.after)] == ["said", "twice"]
    assert [tokens.word(found.first), tokens.word(found.last)] == ["we", "left"]
    _, (alone,) = find("“We left.”")
    assert (alone.before, alone.after) == (-1, 5)


PIECES = st.sampled_from([*"\"'“”„‟‘’‚‛«»‹›「」`´–", " ", " ", "\n", "a", "Rebels", ",", ".", "''", "``", "said"])


@given(st.lists(PIECES, max_size=60).map("".join))
def test_quotations_nest_or_stand_apart(text):
    tokens, found = find(text)
    assert [(q.first, -q.last) for q in found] == sorted((q.first, -q.last) for q in found)
    for n, quotation in enumerate(found):
        assert 0 <= quotation.first <= quotation.last < len(tokens)
        assert -1 <= quotation.before < quotation.first <= quotation.last < quotation.after <= len(tokens)
        assert "\n" not in text[tokens.starts[quotation.first] : tokens.ends[quotation.last]]
        for other in found[n + 1 :]:
            assert other.first > quotation.last or other.last <= quotation.last
            assert (other.first, other.last) != (quotation.first, quotation.last)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_marks_in_turn_are_paired_like_all_others(text):
    at_once = find(text)[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quotations, "_in_turn", lambda marks, begins, sizes: np.zeros(len(begins), bool))
        assert find(text)[1] == at_once


CONTENTS = st.lists(st.sampled_from(["We left", "rebels", "a b"]), min_size=1, max_size=5)


@given(CONTENTS, st.sampled_from(["“”", '""', "«»", "„“"]))
def test_well_formed_quotations_are_found_as_they_stand(contents, marks):
    text = " and ".join(f"{marks[0]}{content}{marks[1]}" for content in contents)
    assert bracketed(text) == " and ".join(f"{marks[0]}[{content}]{marks[1]}" for content in contents)
